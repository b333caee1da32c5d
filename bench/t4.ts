import { SqlEngine } from '@egress/sql-engine';
import { writeFileSync } from 'node:fs';
const cases: Record<string, Buffer> = {
 'invalid in c3 + short': Buffer.from('1,2,3,\xff\n1,2,3,4,5,6\n','latin1'),
 'invalid in c3 + long': Buffer.from('1,2,3,\xff,5,6,7\n1,2,3,4,5,6\n','latin1'),
 'invalid in c5 ok': Buffer.from('1,2,3,4,5,\xff\n1,2,3,4,5,6\n','latin1'),
 'invalid in c1 + short': Buffer.from('1,\xff,3\n1,2,3,4,5,6\n','latin1'),
 'invalid in c0 + short': Buffer.from('\xff,3\n1,2,3,4,5,6\n','latin1'),
 'invalid in c5 + long': Buffer.from('1,2,3,4,5,\xff,7\n1,2,3,4,5,6\n','latin1'),
 'cast c0, invalid in c3 + short': Buffer.from('x,2,3,\xff\n1,2,3,4,5,6\n','latin1'),
 'two invalid': Buffer.from('1,2,3,\xff\n\xffabc,4\n1,2,3,4,5,6\n','latin1'),
 'alone': Buffer.from('\xffabc,4\n1,2,3,4,5,6\n','latin1'),
 'invalid only, unprojected in middle then short lines': Buffer.from('1,2,3,4\xff\nabc\n1,2,3,4,5,6\n','latin1'),
 'invalid quote': Buffer.from('1,2,"3",4\xff"\nabc\n1,2,3,4,5,6\n','latin1'),
};
void (async()=>{ for (const [name,b] of Object.entries(cases)) for (const sel of ['c0, c2','c0, c5','*']) { const e=await SqlEngine.open({threads:1}); const f='/tmp/fz/x.csv'; writeFileSync(f,b);
 try { const rows=await e.query(`SELECT ${sel} FROM read_csv('${f}', auto_detect=false, header=false, delim=',', quote='"', escape='"', store_rejects=true, rejects_limit=0, columns={c0:'INTEGER',c1:'VARCHAR',c2:'INTEGER',c3:'VARCHAR',c4:'VARCHAR',c5:'VARCHAR'})`); 
  const rej=await e.query('SELECT line, error_type FROM reject_errors'); console.log(name,'|',sel,'|',rows.length,JSON.stringify(rej)); } catch(x){console.log(name,'|',sel,'| FAIL',(x as Error).message.split('\n')[0])} 
 try{e.close()}catch{} } })();
