import { Worker } from 'node:worker_threads';

/** What becomes of the jobs of {@link WorkerPool.run}; `at` is a job's index. */
export interface JobEvents<Result> {
  done(at: number, result: Result): void;
  /** The thread that had it threw, or is gone. */
  lost(at: number, why: string): void;
  /** Whether no job is to be begun any more. */
  isDone(): boolean;
}

/**
 * Threads that each do one job at a time: a job is a message to the thread, its result the message that comes back. A thread
 * that is gone takes its one job with it, and another takes its place.
 */
export class WorkerPool<Job, Result> {
  #url: URL;
  #workerData: unknown;
  #size: number;

  constructor(url: URL, workerData: unknown, size: number) {
    this.#url = url;
    this.#workerData = workerData;
    this.#size = size;
  }

  /** Resolves when every job is done or lost, or no more are wanted. */
  async run(jobs: readonly Job[], events: JobEvents<Result>): Promise<void> {
    let next = 0;
    const take = () => (next >= jobs.length || events.isDone() ? undefined : next++);
    const work = async () => {
      for (let at = take(); at !== undefined; at = await this.#thread(jobs, at, take, events));
    };
    await Promise.all(Array.from({ length: this.#size }, work));
  }

  /** One thread, from its first job to its end. @returns the job that another thread is to begin with, if this one is lost */
  #thread(
    jobs: readonly Job[],
    first: number,
    take: () => number | undefined,
    events: JobEvents<Result>,
  ): Promise<number | undefined> {
    return new Promise((resolve) => {
      const worker = new Worker(this.#url, { workerData: this.#workerData });
      let current: number | undefined = first;
      let error: Error | undefined;
      worker.on('message', (result: Result) => {
        events.done(current!, result);
        current = take();
        if (current === undefined) void worker.terminate();
        else worker.postMessage(jobs[current]);
      });
      worker.on('error', (thrown: Error) => {
        error = thrown;
      });
      worker.on('exit', (code) => {
        if (current === undefined) {
          resolve(undefined);
          return;
        }
        events.lost(
          current,
          error ? `its thread threw: ${error.message}` : `its thread ended with exit code ${code}`,
        );
        resolve(take());
      });
      worker.postMessage(jobs[first]);
    });
  }
}
