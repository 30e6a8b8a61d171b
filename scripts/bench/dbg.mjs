import { bareLoop } from "./bare-loop.mjs";
import { judgedRun } from "./judged-run.mjs";
import { startServer } from "./server.mjs";
const conc=Number(process.argv[2]??32), rounds=Number(process.argv[3]??4), cases=Number(process.argv[4]??20);
for(let i=0;i<rounds;i++){
 let s=await startServer(); const j=await judgedRun(s.url,{concurrency:conc,cases}); await s.close();
 s=await startServer(); const b=await bareLoop(s.url,j.sent,conc); await s.close();
 const n=j.record.traffic.cases;
 console.log(n,j.sent.length,'judged ms',j.ms|0,'cpu/case µs',(j.cpuMs*1000/n)|0,'bare ms',b.ms|0,'cpu/case',(b.cpuMs*1000/n)|0,'ratio t',(b.ms/j.ms).toFixed(2),'cpu',(b.cpuMs/j.cpuMs).toFixed(2));
}
