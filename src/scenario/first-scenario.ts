/** What `sig init` writes: short, and with the words that one needs first. */
export const FIRST_SCENARIO = `# Run it:            sig run
# Try every order:   sig explore
# All steps:         docs/scenarios.md, or let your editor complete them: sig schema --help

scenario: bob is offline, comes back in time, and accepts
users: [alice, { bob: { online: false } }]
steps:
  - alice invites bob: { timeout: 30, data: { call: video }, push: { desc: Incoming call } }
  - bob gets a push: { desc: Incoming call }
  - after: 10s
  - bob logs in
  - bob receives call: { data: { call: video } }
  - bob accepts call: { data: on my way }
  - alice sees bob accept call: { data: /way/ }
  - nothing else happens for: 60s
---
scenario: alice hangs up while bob is about to accept
users: [alice, bob]
steps:
  - alice invites bob: { timeout: 30 }
  - bob receives call
  - at the same time:
      - alice cancels call
      - bob accepts call: { may fail: 8010 }
`;
