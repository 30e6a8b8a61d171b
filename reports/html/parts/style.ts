/** The whole look of a page: one sheet, system fonts, no address in it. Contrast is at least 4.5:1 in both themes. */
const LIGHT = `
  --bg:#f7f7f5;--card:#fff;--ink:#1a1c1f;--soft:#565b63;--line:#dedfdb;--hair:#ecece8;--code:#f4f4f1;--link:#1d4f9c;
  --fail:#a8231b;--fail-bg:#fbeae7;--warn:#7d5200;--warn-bg:#fbf1da;--pass:#1c6540;--pass-bg:#e6f2ea;
  --info:#355582;--info-bg:#e8eef7;--none:#565b63;--none-bg:#efefec;--mark:#ffe39a;--mark-ink:#3a2a00;
  --bar-met:#3d8b61;--bar-not-met:#c23b31;--bar-open:#b98319;--bar-not-tested:#c9cac6;--shadow:0 1px 2px rgb(0 0 0/.05);`;
const DARK = `
  --bg:#121315;--card:#1a1c1f;--ink:#e8e9eb;--soft:#a4a9b1;--line:#33363c;--hair:#26292d;--code:#141619;--link:#8db8f5;
  --fail:#ff9c92;--fail-bg:#3a1c1a;--warn:#f0c06a;--warn-bg:#352a14;--pass:#86d3a4;--pass-bg:#16301f;
  --info:#a3c1ee;--info-bg:#1b2739;--none:#a4a9b1;--none-bg:#282b30;--mark:#5f4a10;--mark-ink:#ffedbd;
  --bar-met:#4a9d70;--bar-not-met:#e0564a;--bar-open:#d19b2c;--bar-not-tested:#454950;--shadow:none;`;

const BASE = `
:root{color-scheme:light;${LIGHT}
  --sans:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;
  --mono:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono","DejaVu Sans Mono",monospace}
@media (prefers-color-scheme:dark){:root:not([data-theme=light]){color-scheme:dark;${DARK}}}
:root[data-theme=dark]{color-scheme:dark;${DARK}}
*{box-sizing:border-box}
html{scroll-padding-top:4.5rem;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--bg);color:var(--ink);font:15px/1.5 var(--sans);font-variant-numeric:tabular-nums}
main,.masthead{max-width:70rem;margin:0 auto;padding:0 1.5rem}
main{padding-bottom:4rem}
a{color:var(--link);text-decoration-thickness:1px;text-underline-offset:.28em}
:focus-visible{outline:2px solid var(--link);outline-offset:2px;border-radius:3px}
summary:focus-visible{outline-offset:-2px}
h1,h2,h3,h4,p,dl,dd,ul,ol,figure,blockquote,pre{margin:0;padding:0}
ul,ol{list-style:none}
h2{font-size:1.2rem;line-height:1.3;letter-spacing:-.01em;margin:2.75rem 0 .75rem}
h3{font-size:.95rem;margin:1.75rem 0 .5rem}
code,pre{font-family:var(--mono);font-size:.8125rem;line-height:1.55}
pre,code{direction:ltr;unicode-bidi:isolate-override;overflow-wrap:anywhere;white-space:pre-wrap}
table{border-collapse:collapse;width:100%;text-align:left;font-size:.875rem}
th,td{padding:.4rem .75rem;border-bottom:1px solid var(--hair);vertical-align:top}
thead th{color:var(--soft);font-weight:500;border-color:var(--line)}
tbody th{font-weight:500}
.muted,.count,.note,.when,.kind,small{color:var(--soft)}
.count{font-weight:400;font-size:.85em;margin-left:.35rem;letter-spacing:0}
.symbols{position:absolute;width:0;height:0}
.icon{width:1em;height:1em;flex:none;fill:none;stroke:currentColor;stroke-width:1.75;stroke-linecap:round;stroke-linejoin:round;vertical-align:-.125em}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.ghost{color:var(--warn);background:var(--warn-bg);border-radius:2px;font-size:.92em;padding:0 1px}
[hidden]{display:none!important}`;

const HEAD = `
.masthead{display:flex;justify-content:space-between;align-items:center;padding-top:1rem;padding-bottom:1rem;color:var(--soft);font-size:.85rem}
.masthead{gap:1rem}.masthead .row{display:flex;flex-wrap:wrap;gap:.35rem 1.1rem;margin-left:auto}.folded{display:none}.masthead nav a{color:inherit;text-decoration:none}.masthead nav a:hover{text-decoration:underline}
.verdict{background:var(--card);border:1px solid var(--line);border-top:4px solid var(--accent,var(--link));border-radius:8px;padding:1.5rem 1.75rem 1.4rem;box-shadow:var(--shadow)}
.r-conformant{--accent:var(--bar-met)}.r-non-conformant,.r-not-implemented{--accent:var(--bar-not-met)}.r-inconclusive,.r-suite-error{--accent:var(--bar-open)}
.eyebrow{color:var(--soft);font-size:.85rem}
h1{font-size:clamp(1.35rem,1rem + 1.6vw,1.9rem);line-height:1.25;letter-spacing:-.02em;font-weight:650;margin:.3rem 0 .35rem;text-wrap:balance}
.counts{color:var(--soft)}
.meters{display:grid;grid-template-columns:repeat(auto-fit,minmax(12rem,1fr));gap:1rem 2rem;margin-top:1.25rem}
.meter svg{display:block;width:100%;height:6px;margin:.3rem 0;border-radius:3px;background:var(--hair)}
.meter b{font-weight:600;font-size:.8rem;letter-spacing:.04em;margin-right:.35rem}
.meter>p:first-child::before{content:"0";visibility:hidden;margin-right:-1ch;font-size:1.35rem;font-weight:600}
.figure{font-size:1.35rem;font-weight:600;letter-spacing:-.02em}
.legend{display:flex;flex-wrap:wrap;gap:0 .9rem;font-size:.8rem;color:var(--soft);min-height:1.2rem}
rect.s-observed{fill:var(--info)}rect.s-met{fill:var(--bar-met)}rect.s-not-met{fill:var(--bar-not-met)}rect.s-not-there{fill:var(--bar-not-met);opacity:.55}rect.s-open{fill:var(--bar-open)}rect.s-not-tested{fill:var(--bar-not-tested)}
.legend .s-not-met,.legend .s-not-there{color:var(--fail)}
.coverage{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(19rem,100%),1fr));gap:1.25rem 2rem;margin-top:1rem}.coverage>li:has(details[open]){grid-column:1/-1}.coverage p{font-size:.8rem}.coverage summary{color:var(--soft);font-size:.875rem;padding:.2rem 0}
.never{padding:.35rem 0;border-top:1px solid var(--hair);overflow-wrap:anywhere}.never code{font-size:.75rem;margin-right:.35rem}.never b{font-weight:600}
.caveats{margin-top:1rem;padding-top:.9rem;border-top:1px solid var(--hair);color:var(--warn);font-weight:500}
.identity dl{display:grid;grid-template-columns:repeat(auto-fill,minmax(9.75rem,1fr));gap:.75rem 1.25rem;margin:.4rem 0 .6rem;font-size:.875rem}
.identity dt{color:var(--soft);font-size:.78rem}
.identity dd{overflow-wrap:anywhere}
.scroll{overflow-x:auto;background:linear-gradient(to left,var(--bg) 40%,transparent) right/2.5rem 100% no-repeat local,linear-gradient(to left,var(--line),transparent) right/.75rem 100% no-repeat scroll}.verdict+table{margin-top:1.5rem}
.tried-words{display:grid;grid-template-columns:max-content 1fr;gap:.1rem .75rem;margin:.5rem 0 1rem;font-size:.8125rem}.tried-words dd{color:var(--soft)}
.tried :is(td,th){vertical-align:top;white-space:nowrap}.tried td{font-variant-numeric:tabular-nums}.tried td:last-child{white-space:normal;min-width:20rem;font-size:.75rem}
.targets th[scope=row]{font-weight:400;min-width:16rem}.targets td{min-width:12rem}.targets small{display:block;margin-top:.25rem;overflow-wrap:anywhere}
.targets th[scope=rowgroup]{padding-top:1.5rem;font-weight:600;border-color:var(--line)}
.targets code{color:var(--soft);font-size:.75rem}
.identity details>summary,.legend-box>summary,.others>summary,.cause-body details>summary,.more>summary{color:var(--soft);cursor:pointer;font-size:.875rem;padding:.2rem 0}
.identity pre{background:var(--code);padding:.75rem 1rem;border-radius:6px;margin-top:.5rem}
.notice{background:var(--fail-bg);border-radius:8px;padding:.9rem 1.25rem;margin-top:1.5rem}
.notice.quiet{background:var(--code)}
.legend-box{margin-top:1.75rem}
.columns{display:grid;grid-template-columns:repeat(auto-fit,minmax(20rem,1fr));gap:0 2.5rem;margin-top:.75rem}
.columns dl>div{display:grid;grid-template-columns:9.5rem 1fr;gap:.75rem;padding:.3rem 0;border-bottom:1px solid var(--hair);font-size:.875rem;align-items:baseline}`;

const LISTS = `
.chip{justify-self:start;display:inline-flex;align-items:center;gap:.35rem;font-size:.78rem;font-weight:550;line-height:1;padding:.28rem .5rem;border-radius:4px;white-space:nowrap;color:var(--c);background:var(--b)}
.v-fail,.v-stale,.v-not-implemented{--c:var(--fail);--b:var(--fail-bg)}.v-warn,.v-inconclusive,.v-error{--c:var(--warn);--b:var(--warn-bg)}
.v-pass{--c:var(--pass);--b:var(--pass-bg)}.v-info{--c:var(--info);--b:var(--info-bg)}.v-not-applicable,.v-disabled{--c:var(--none);--b:var(--none-bg)}
.level{font-size:.7rem;font-weight:600;letter-spacing:.05em;color:var(--soft)}
.l-must{color:var(--ink)}
.tag{font-size:.75rem;color:var(--info);background:var(--info-bg);padding:.1rem .4rem;border-radius:3px}
.cause{background:var(--card);border:1px solid var(--line);border-radius:6px;box-shadow:var(--shadow);margin-bottom:.35rem}
.cause>summary{display:grid;grid-template-columns:2.3rem minmax(0,1fr) auto;gap:.25rem .6rem;align-items:baseline;padding:.5rem 1rem;list-style:none;border-radius:6px}
.cause>summary:hover{background:var(--none-bg)}.cause[open]>summary{padding-top:.75rem}.cause[open] .fault{font-weight:600}
.fault{font-size:1rem;font-weight:500;margin:0;line-height:1.35;overflow-wrap:anywhere}
.rank{color:var(--soft);font-weight:500;white-space:nowrap}
.gain{color:var(--soft);font-size:.85rem;white-space:nowrap}.gain b{color:var(--pass);font-weight:600}
.cause-body{padding:.1rem 1rem 1rem 3.9rem}.cause-body>*+*{margin-top:.65rem}
.mend b{font-weight:600;margin-right:.35rem}.mend{overflow-wrap:anywhere}
.sure{margin-top:1rem;padding-top:.9rem;border-top:1px solid var(--hair);color:var(--soft);font-size:.9rem}
.witnesses{margin-top:.75rem;border-top:1px solid var(--hair)}
.witnesses li{display:grid;grid-template-columns:3.75rem minmax(0,1fr) minmax(0,auto);gap:.2rem .75rem;align-items:baseline;padding:.3rem 0;border-bottom:1px solid var(--hair);font-size:.9rem}
.witnesses li:last-child{border:0;padding-bottom:0}
.witnesses a{padding:.15rem 0}
.witnesses li>code{color:var(--soft);font-size:.75rem}
.grid{font-size:.8125rem;line-height:1.35}.grid td{min-width:4rem}.grid td:nth-child(2){min-width:6.5rem}.matrix.grid :is(th,td){padding:.3rem .4rem}.grid thead th{vertical-align:bottom;font-size:.75rem;line-height:1.25}
.grid th[scope=row]{white-space:nowrap;position:sticky;left:0;background:var(--bg)}.grid th small{display:block;font-weight:400}.grid .gone,.in.s-not-met,.in.s-error,.in.s-stale{color:var(--fail)}
.grid .of{padding-top:.9rem;color:var(--soft);font-size:.75rem}.matrix.grid tfoot td{font-weight:400}.grid a:hover{background:var(--none-bg)}
.in{position:relative;display:inline-block;white-space:nowrap;margin-right:.45rem}.in .icon{font-size:.9em;margin-right:.2em}.in.s-met .icon{color:var(--pass)}.in.s-observed .icon{color:var(--info)}.in.s-undecided{color:var(--warn)}
.in.s-blocked,.in.s-not-there,.in.s-not-tested{color:var(--soft)}.grid td:not(.bad) .s-not-met{color:var(--warn)}.grid .bad .s-not-met{font-weight:600}
.states{display:flex;flex-wrap:wrap;gap:.15rem .9rem;margin-top:.6rem;font-size:.85rem}.states a{color:inherit}
.matrix td,.matrix th{padding:.45rem .75rem}
.matrix a{color:inherit;text-decoration:none;display:block}.matrix a:hover{text-decoration:underline}
.areas td,.tally{white-space:nowrap}.areas td small{display:block;margin-left:1.4em;font-weight:400}.areas th code{color:var(--soft);font-size:.75rem}
.outcome{font-weight:600}.o-conformant{color:var(--pass)}.o-non-conformant,.o-not-implemented{color:var(--fail)}.o-inconclusive,.o-suite-error{color:var(--warn)}
@media screen and (min-width:40.01rem) and (max-width:64rem){
  html.js{scroll-padding-top:6.75rem}
  .requirement:not(.changed,.seeded)>summary{grid-template-columns:8.75rem minmax(0,1fr) minmax(0,14rem) auto 3.75rem;row-gap:0}
  .requirement:not(.changed,.seeded)>summary :is(.chip,.what,.level,.tag){grid-row:1/3}.requirement:not(.changed,.seeded)>summary .id{text-align:right}
  .requirement:not(.changed,.seeded)>summary .count{grid-column:3;grid-row:2;min-width:0}.requirement:not(.changed,.seeded)>summary .tag{grid-column:4}.requirement:not(.changed,.seeded)>summary .level{grid-column:5}
}
.runs-table{table-layout:fixed}.runs-table td,.runs-table th{overflow-wrap:anywhere;white-space:normal}.runs-table td:nth-child(2) small{margin:0}
.areas .icon{color:var(--c)}.areas .bad .icon{color:var(--warn)}.areas .bad.l-must{color:var(--fail);font-weight:600}.areas .bad.l-must .icon{color:var(--fail)}
.areas tfoot .icon{display:none}.areas tfoot td small{margin-left:0}.matrix tfoot td,.matrix tfoot th{border-top:1px solid var(--line);border-bottom:0;font-weight:600}
.matrix .none{color:var(--soft)}
details>summary{cursor:pointer}
.requirement,.not-tested details,.contradiction,.area,.part{border-bottom:1px solid var(--hair)}
.area>summary,.part>summary{display:flex;flex-wrap:wrap;align-items:baseline;gap:.2rem .9rem;padding:.5rem .25rem;list-style:none;border-radius:4px}
.area>summary:hover,.part>summary:hover{background:var(--none-bg)}.area>summary h3,.part>summary h3{margin:0;font-weight:500}.area[open]>summary h3,.part[open]>summary h3{font-weight:650}
.area>summary h3{min-width:10rem}.area>summary .count,.part>summary .count{margin-left:auto}
:is(.area,.part)>summary h3::before,.rank::before{content:"";display:inline-block;width:.36em;height:.36em;border:solid var(--soft);border-width:0 1.5px 1.5px 0;transform:rotate(-45deg);margin:0 .7em .15em .15em}
:is(.area,.part)[open]>summary h3::before,[open]>summary>.rank::before{transform:rotate(45deg)}
.area>div,.part-body{padding:.25rem 0 1.25rem 1.1rem}.group>h4{margin:.9rem 0 .1rem;padding:0 .25rem}
#requirements .tools{margin-bottom:.4rem}
.requirement>summary,.case>summary,.bare,.not-tested summary,.contradiction>summary{display:grid;align-items:center;gap:.35rem .85rem;padding:.5rem .25rem;list-style:none;border-radius:4px}
.requirement>summary,.not-tested details>summary{grid-template-columns:9.25rem minmax(0,1fr) auto auto}
.requirement>summary{grid-template-columns:9.25rem minmax(0,1fr) minmax(0,auto) auto auto 3.75rem}.requirement>summary .id{grid-column:3;max-width:22rem}.requirement>summary .count{grid-column:4;min-width:9.75rem;margin-left:0;text-align:right}.requirement>summary .tag{grid-column:5}.requirement>summary .level{grid-column:6;text-align:right}
summary::-webkit-details-marker{display:none}
.requirement>summary:hover,.case>summary:hover,.not-tested summary:hover,.contradiction>summary:hover{background:var(--none-bg)}
.requirement>summary .what{display:flex;flex-direction:column}
.requirement>summary .id{color:var(--soft);font-size:.75rem}
.answer{color:var(--soft);font-size:.85rem;overflow-wrap:anywhere}
.requirement:target>summary,tr.requirement:target>th{background:var(--info-bg);box-shadow:inset 3px 0 0 var(--link)}
.case:target{border-color:var(--link)}
.requirement[open]>summary .title{font-weight:600}
.changed>summary{grid-template-columns:12rem minmax(0,1fr) minmax(0,auto) 3.75rem}.changed>summary .level{grid-column:4}
.verdicts{display:flex;flex-wrap:wrap;gap:.3rem;align-items:center;color:var(--soft)}
.sides{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(22rem,100%),1fr));gap:.6rem .85rem}
.side{border:1px solid var(--line);border-radius:6px;background:var(--card);padding:.6rem .85rem .75rem;min-width:0}
.received{--b:none;overflow-wrap:anywhere}.received+.compare{margin-top:.6rem;padding-top:.6rem;border-top:1px solid var(--hair)}
.side .compare{grid-template-columns:5rem minmax(0,1fr)}
.runs{margin-top:1.5rem}.runs th:first-child{width:6.5rem;color:var(--soft)}.runs td{overflow-wrap:anywhere;width:50%}.runs .same td{color:var(--soft)}
.others>.muted{margin-top:.6rem}
.seeded>summary{grid-template-columns:7rem minmax(0,1fr) minmax(0,auto) auto}.seeded>summary .count{grid-column:4;min-width:6.5rem}
.seeded .id{overflow-wrap:anywhere}
.fold{border-bottom:1px solid var(--hair)}.fold>summary{padding:.5rem .25rem}.fold li{padding:.25rem .25rem .25rem 1.25rem;font-size:.9rem}.fold li code{color:var(--soft);font-size:.75rem}.fold ul{padding-bottom:.5rem}
#detection>p+p,#detection>.scroll{margin-top:.5rem}
.contradiction>summary{grid-template-columns:auto 1fr}
.contradiction dl{display:grid;grid-template-columns:minmax(8rem,auto) 1fr;gap:.35rem 1.25rem;padding:.25rem .25rem 1rem 2rem}
.contradiction dt{color:var(--soft)}`;

const EVIDENCE = `
.body{padding:.25rem 0 1.25rem 1rem;border-left:2px solid var(--line);margin-left:.5rem}
.body>*+*{margin-top:.65rem}
blockquote p{font-size:1rem;max-width:46rem}
blockquote footer{color:var(--soft);font-size:.85rem}
.reason{max-width:46rem}
.case{border:1px solid var(--line);border-radius:6px;background:var(--card)}
.case>summary,.bare{grid-template-columns:auto minmax(0,1fr) auto;padding:.45rem .75rem}
.kind{font-size:.8rem}
.case-body{padding:.25rem .85rem 1rem}
.case-body>*+*{margin-top:.85rem}
.likeness{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(20rem,100%),1fr));gap:1rem 2rem;margin:1rem 0;align-items:start}
.compare,.again{display:grid;grid-template-columns:6rem minmax(0,1fr);gap:.3rem .75rem;align-items:baseline}
.compare,.again{font-size:.875rem}
.compare dt,.again dt{color:var(--soft)}
.compare .v-fail code{color:var(--fail);font-weight:600}
.exchange{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(24rem,100%),1fr));gap:.5rem .85rem}
.when{grid-column:1/-1;font-size:.8rem}
.message{min-width:0;display:flex;flex-direction:column}
h4{font-size:.78rem;font-weight:600;color:var(--soft);margin-bottom:.25rem}
.message pre,.command{background:var(--code);border:1px solid var(--hair);border-radius:5px;padding:.6rem .8rem;flex:1;position:relative}
.command{padding:.35rem .7rem}.js .command{padding-right:4.75rem}
.h,.key{color:var(--soft)}
.literal{color:var(--info)}
mark{background:var(--mark);color:var(--mark-ink);border-radius:2px}
mark .h,mark .key,mark .literal,mark .ghost{color:inherit;background:none}
.cut{color:var(--warn);font-family:var(--sans)}
.note{font-size:.85rem;padding:.25rem .75rem .75rem}
.source table{font:.8125rem/1.5 var(--mono)}
.source td{border:0;padding:.05rem .75rem;overflow-wrap:anywhere}.source .line{color:var(--soft);text-align:right;width:4rem;user-select:none}
.source summary{padding:.2rem 0}
.quoted td:last-child{background:var(--mark);color:var(--mark-ink)}
.plots{display:grid;grid-template-columns:repeat(auto-fill,minmax(17rem,1fr));gap:1.25rem 2rem;margin-top:1rem}
figcaption{color:var(--soft);font-size:.875rem;margin-bottom:.35rem}figcaption b{color:var(--ink);font-weight:600}
figure svg{display:block;width:100%}
figure.wide svg{height:72px}figure.wide{margin-top:1rem}
figure.trend{margin:1rem 0 1.5rem}figure.trend>svg{width:auto;height:auto;max-width:100%}.trend text{font:600 11px var(--sans);fill:var(--ink)}.trend .legend{margin-top:.5rem;gap:.2rem 1rem}.swatch{display:inline-block;width:.7em;height:.7em;margin-right:.35em}
.bar{fill:var(--link)}.bar-back{fill:var(--hair)}.bar-retry{fill:var(--bar-open)}
figure text{font:8px var(--sans);fill:var(--soft)}
figure p{font-size:.8rem}`;

const TOOLS = `
:root:not(.js) .tools,:root:not(.js) .theme{display:none}
.tools{position:sticky;top:0;z-index:2;background:var(--bg);padding:.7rem 0 .6rem;border-bottom:1px solid var(--line);display:flex;flex-wrap:wrap;gap:.5rem .75rem;align-items:center}
.tools input{flex:1 1 15rem;font:inherit;padding:.4rem .7rem;border:1px solid var(--line);border-radius:6px;background:var(--card);color:var(--ink);min-width:0}
.tools input::placeholder{color:var(--soft);opacity:1}
.filters{display:flex;flex-wrap:wrap;gap:.35rem}
button{font:inherit;color:inherit;background:none;border:1px solid var(--line);border-radius:6px;padding:.3rem .6rem;cursor:pointer}
button:hover{background:var(--none-bg)}
.filters button{display:inline-flex;gap:.35rem;align-items:center;font-size:.8rem;padding:.28rem .55rem;color:var(--c)}
.filters button[aria-pressed=true]{background:var(--b);border-color:currentColor}
.found{color:var(--soft);font-size:.85rem;margin-left:auto}
.theme,.copy{font:.8rem/1.4 var(--sans);color:var(--soft)}
.copy{position:absolute;top:.3rem;right:.3rem;background:var(--card);min-height:1.6rem;padding:.1rem .45rem}
.empty{padding:2rem 0;color:var(--soft)}
.requirement,.case{content-visibility:auto;contain-intrinsic-size:auto 2.6rem}
@media (prefers-reduced-motion:no-preference){summary,button{transition:background-color .12s}}
@media (max-width:54rem){
  .masthead{position:relative}
  .masthead .row{display:none}.folded{display:block;margin-left:auto}.folded>summary{padding:.3rem .6rem;border:1px solid var(--line);border-radius:6px}.folded>summary,.theme{white-space:nowrap}
  .folded nav{position:absolute;z-index:3;top:100%;left:0;right:0;max-height:80vh;overflow:auto;padding:.4rem 1rem;background:var(--card);border:solid var(--line);border-width:1px 0;box-shadow:0 4px 12px rgb(0 0 0/.15)}
  .folded a{display:block;padding:.6rem 0;font-size:.95rem}.folded a+a{border-top:1px solid var(--hair)}
}
@media (max-width:40rem){
  html{scroll-padding-top:.75rem}html.js{scroll-padding-top:4.25rem}
  .masthead{gap:.5rem;margin-bottom:.75rem;padding-top:.5rem;padding-bottom:.5rem;background:var(--bg)}.js .masthead{position:sticky;top:0;z-index:3;border-bottom:1px solid var(--line)}
  .tools{position:static}.tools input{flex:1 1 100%}
  .areas td,.areas .tally{white-space:normal}.grid th[scope=row]{white-space:normal;min-width:6.5rem;overflow-wrap:anywhere}.area>summary h3{flex:1 1 100%}.area>summary .count{margin-left:0}.area>div,.part-body{padding-left:.25rem}.areas td small{margin-left:0}
  .stack thead{display:none}.stack tbody{display:block}.stack tr{display:flex;flex-wrap:wrap;gap:.1rem 1rem;padding:.5rem 0;border-bottom:1px solid var(--hair)}
  .stack td,.stack th{display:block;border:0;padding:.1rem .25rem;min-width:0}.stack th,.targets.stack th[scope=row]{flex:1 1 100%;min-width:0}.stack td{flex:1 1 40%}
  .stack td::before{content:attr(data-label);display:block;color:var(--soft);font-size:.75rem;font-weight:400;overflow-wrap:anywhere}.stack td small{margin-left:0}
  .stack [hidden]{display:none}
  main,.masthead{padding-left:1rem;padding-right:1rem}
  .verdict{padding:1.1rem 1.1rem 1rem}
  .identity dl{grid-template-columns:repeat(auto-fill,minmax(9.5rem,1fr))}
  .requirement>summary,.not-tested details>summary{grid-template-columns:minmax(0,1fr) auto auto auto}
  .requirement>summary .what,.not-tested .what{grid-column:1/-1;grid-row:2}
  .requirement>summary .id{grid-column:1/-1;grid-row:3;max-width:none}.requirement>summary .count{grid-column:2;min-width:0}.requirement>summary .tag{grid-column:3}.requirement>summary .level{grid-column:4}
  .case>summary,.bare{grid-template-columns:auto 1fr}.case .what{grid-column:1/-1;grid-row:2}
  .kind{text-align:right}
  .witnesses li{grid-template-columns:3.25rem minmax(0,1fr)}.witnesses li>code{grid-column:2}
  .cause>summary{grid-template-columns:2.2rem minmax(0,1fr);padding:.55rem .6rem}.gain{grid-column:2}.cause-body{padding:.1rem .75rem .9rem}
  .compare,.again,.contradiction dl{grid-template-columns:minmax(0,1fr)}
  .contradiction dl{padding-left:.25rem}
  .body{padding-left:.6rem;margin-left:0}
  th,td,.matrix td,.matrix th{padding-left:.25rem;padding-right:.25rem}.areas{font-size:.8125rem}
  .differences thead{display:none}.differences tr,.differences td,.differences th{display:block;border:0;padding-top:.1rem;padding-bottom:.1rem}.differences tr{border-bottom:1px solid var(--hair);padding:.35rem 0}
  .differences [data-label]::before{content:attr(data-label) " ";color:var(--soft);font-size:.8rem}
}`;

/** On paper: the verdict, each cause with its example, the areas, and a line for each requirement; what a reader opened stays open. */
const PRINT = `
@page{margin:14mm}
@media print{
  :root,:root[data-theme=dark]{color-scheme:light;${LIGHT}--bg:#fff}
  body{font-size:10pt}code,pre{font-size:8pt}
  main,.masthead{max-width:none;padding:0}
  .tools,.theme,.copy,.masthead .row,.folded{display:none!important}
  :is(.more,.cause,.area)::details-content{content-visibility:visible;display:block;height:auto}
  .requirement:not([open])>summary{grid-template-columns:6.5rem minmax(0,1fr) minmax(0,auto) auto 3.5rem;font-size:8pt;line-height:1.3;padding:.1rem .25rem;break-inside:avoid}
  .requirement:not([open])>summary :is(.id,.count,.level,.tag,.chip){font-size:6.5pt;min-width:0}
  .requirement:not([open])>summary .id{max-width:13rem}.requirement:not([open])>summary .level{grid-column:5}.requirement:not([open])>summary :is(.answer,.tag){display:none}
  .requirement,.case{content-visibility:visible}
  .scroll{overflow:visible}.grid{font-size:7pt}.grid thead th{font-size:6pt}.matrix.grid :is(th,td){padding:.1rem .15rem;min-width:0}.grid th[scope=row]{position:static}.in{margin-right:.25rem}
  .exchange{grid-template-columns:1fr 1fr}
  .requirement>summary,.case>summary,h2,h3{break-after:avoid}
  .verdict,.cause{box-shadow:none}.causes pre{font-size:7pt;line-height:1.35}
  a{color:inherit}
}`;

export const STYLE = [BASE, HEAD, LISTS, EVIDENCE, TOOLS, PRINT].join("\n").trim();
