/** Light and dark by what the reader's system says. */
export const STYLE = `
:root { color-scheme: light dark; --bg: #f6f8fa; --card: #fff; --fg: #1f2328; --dim: #59636e; --line: #d1d9e0; --soft: #f6f8fa; --good: #1a7f37; --bad: #cf222e; --badsoft: #ffebe9; --link: #0969da;
  --invite: #0969da; --accept: #1a7f37; --reject: #cf222e; --cancel: #9a6700; --timeout: #8250df; }
@media (prefers-color-scheme: dark) { :root { --bg: #010409; --card: #0d1117; --fg: #e6edf3; --dim: #9198a1; --line: #3d444d; --soft: #161b22; --good: #3fb950; --bad: #f85149; --badsoft: #2d1214; --link: #4493f8;
  --invite: #4493f8; --accept: #3fb950; --reject: #f85149; --cancel: #d29922; --timeout: #ab7df8; } }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
body { margin: 0 auto; max-width: 76rem; padding: 1.5rem; background: var(--bg); color: var(--fg); font: 15px/1.5 ui-sans-serif, system-ui, sans-serif; }
code, pre { font: 13px/1.5 ui-monospace, "SF Mono", Menlo, Consolas, monospace; }
a { color: var(--link); } small, time { color: var(--dim); font-size: .82rem; }
h1 { font-size: 1.6rem; margin: 0; } h2 { font: 600 .9rem/1.5 ui-monospace, Menlo, Consolas, monospace; color: var(--dim); margin: 1.4rem 0 .4rem; } h3 { font-size: 1rem; margin: 1rem 0 .3rem; } h4 { font-size: .8rem; margin: 0 0 .2rem; color: var(--dim); text-transform: uppercase; letter-spacing: .04em; }
header p { margin: .2rem 0 .8rem; }
.share { display: flex; height: 8px; border-radius: 4px; overflow: hidden; background: var(--line); } .share .good { background: var(--good); } .share .bad { background: var(--bad); }
.failures { margin: .9rem 0 0; padding: .6rem .9rem .6rem 2.2rem; border: 1px solid var(--bad); border-radius: 8px; background: var(--badsoft); }
.failures code { display: block; overflow-wrap: anywhere; }
nav { display: flex; flex-wrap: wrap; gap: .4rem; margin: 1rem 0 0; }
nav input, nav button { font: inherit; font-size: .88rem; color: var(--fg); background: var(--card); border: 1px solid var(--line); border-radius: 6px; padding: .3rem .7rem; } nav input { flex: 1 1 14rem; } nav button { cursor: pointer; } nav button[aria-pressed="true"] { background: var(--fg); color: var(--card); border-color: var(--fg); }
b.passed, .passed > summary .mark { color: var(--good); } b.failed, .failed > summary .mark { color: var(--bad); }
summary { cursor: pointer; }
.scenario { background: var(--card); border: 1px solid var(--line); border-left: 4px solid var(--good); border-radius: 8px; margin: .4rem 0; scroll-margin-top: 1rem; } .scenario.failed { border-left-color: var(--bad); }
.scenario > summary { display: flex; flex-wrap: wrap; align-items: baseline; gap: .2rem .6rem; padding: .5rem .9rem; list-style: none; } .scenario > summary::-webkit-details-marker { display: none; } .scenario > summary:hover { background: var(--soft); border-radius: 8px; }
.mark { font-weight: 700; } .name { font-weight: 500; flex: 1 1 auto; }
.scenario > :not(summary) { margin-left: .9rem; margin-right: .9rem; }
figure { margin: .6rem 0; overflow-x: auto; padding: .4rem; border: 1px solid var(--line); border-radius: 8px; } figure svg { display: block; margin: 0 auto; }
.message { border-top: 1px solid var(--line); padding: .25rem 0; } .message time { display: inline-block; min-width: 4.6rem; font-variant-numeric: tabular-nums; } .message summary span { display: inline-block; min-width: 9rem; }
.action { color: var(--dim); } .action.invite { color: var(--invite); } .action.accept { color: var(--accept); } .action.reject { color: var(--reject); } .action.cancel { color: var(--cancel); } .action.timeout { color: var(--timeout); }
.parts { display: grid; grid-template-columns: repeat(auto-fit, minmax(20rem, 1fr)); gap: .8rem; margin: .4rem 0 .8rem; }
pre { margin: 0; background: var(--soft); padding: .5rem .7rem; border-radius: 6px; white-space: pre-wrap; overflow-wrap: anywhere; }
.failure { border-collapse: separate; border-spacing: 0; width: calc(100% - 1.8rem); table-layout: fixed; margin: .6rem 0; border: 1px solid var(--bad); border-radius: 8px; overflow: hidden; } .failure caption { text-align: left; color: var(--bad); font-weight: 600; padding: .2rem 0 .4rem; } .failure th { background: var(--badsoft); padding: .3rem .7rem; text-align: left; font-size: .82rem; } .failure td { vertical-align: top; padding: 0; } .failure td + td, .failure th + th { border-left: 1px solid var(--line); } .failure pre { background: none; }
.source { margin: .6rem 0 .9rem; } .source > summary { font-weight: 600; } .source ol { margin: .4rem 0 0; padding: .5rem .5rem .5rem 3.4rem; background: var(--soft); border-radius: 6px; overflow-x: auto; } .source li::marker { color: var(--dim); font: 12px ui-monospace, monospace; } .source code { white-space: pre; } .source .failed { background: var(--badsoft); outline: 1px solid var(--bad); }
.messages { margin-bottom: .6rem; }
@media print { nav { display: none; } body { background: #fff; } }
`;
