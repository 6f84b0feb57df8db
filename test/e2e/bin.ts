import { HttpClient } from '../../src/cli/hub/http-client.js';
import { Sig } from '../cli/sig.js';

/** The built command, and a way past it to its hub. */
export class Bin extends Sig {
  client(): HttpClient {
    return new HttpClient(this.state());
  }

  end(): Promise<void> {
    return this.leave();
  }
}
