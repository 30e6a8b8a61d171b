/** What the live page has beyond the look of the reports. */
export const LIVE_STYLE = `
.eyebrow,.verdict .counts{overflow-wrap:anywhere}
.r-open{--accent:var(--link)}
.figures{display:flex;flex-wrap:wrap;gap:.75rem 2rem;margin-top:1.1rem}
.figures>div{display:flex;flex-direction:column-reverse}
.figures dt{color:var(--soft);font-size:.8rem}
.bad{color:var(--fail)}
.state{margin-top:1rem;padding-top:.8rem;border-top:1px solid var(--hair);color:var(--soft);font-size:.9rem;overflow-wrap:anywhere}
.state:empty{display:none}
.tools select{font:inherit;padding:.4rem .6rem;border:1px solid var(--line);border-radius:6px;background:var(--card);color:var(--ink);max-width:16rem}
.tools input{flex:1 1 10rem}
.pause{font-size:.8rem;padding:.28rem .55rem}.pause[aria-pressed=true]{background:var(--warn-bg);border-color:var(--warn);color:var(--warn)}
.live thead th{white-space:nowrap}
.notice.quiet{margin:0 0 1rem}
.live td{padding:.45rem .6rem}.live th{padding:.4rem .6rem}
.live :is(td,th):first-child{padding-left:.25rem}
.live td:not(.sent){white-space:nowrap}.live td small{display:block;max-width:14rem;white-space:normal;overflow-wrap:anywhere}
.live .sent{width:100%;overflow-wrap:anywhere}
.findings{margin-top:.35rem;padding-left:.75rem;border-left:2px solid var(--line);font-size:.85rem}
.findings li+li{margin-top:.5rem}.findings code{font-size:.75rem}
.opened{margin-top:.2rem;font-size:.8rem}.opened summary{color:var(--soft);cursor:pointer}
.opened pre{margin:.35rem 0;white-space:pre-wrap;overflow-wrap:anywhere}.opened code{font-size:.75rem}.opened a{display:inline-block;padding:.35rem 0}
.icon.v-fail,.icon.v-error,.icon.v-warn{color:var(--c)}
.live tr{content-visibility:visible}
@media (max-width:40rem){
  .tools select{flex:1 1 100%;min-width:0;max-width:100%}
  .live.stack tr{gap:.1rem .8rem;align-items:baseline;padding:.55rem 0}
  .live.stack td{flex:0 1 auto;padding:0;white-space:normal;overflow-wrap:anywhere;color:var(--soft);font-size:.8rem}.live.stack td::before{content:none}
  .live.stack td.sent{flex:1 1 100%;order:-1;color:var(--ink);font-size:.875rem}.live.stack td.bad{color:var(--fail)}
  .live.stack td:last-child{margin-left:auto}.live.stack .chip{padding:.15rem .4rem}
}`;
