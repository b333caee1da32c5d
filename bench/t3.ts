import { readTotals } from './fuzz/read-totals';
void (async()=>{ try{ const r=await readTotals(process.argv[2]!, process.argv[3]==='k'); console.log(JSON.stringify(r,null,1).slice(0,3000)); }catch(e){console.log(e)} })();
