import { createPostgres } from '@dmt-providers/postgres'
import { rawPg } from './dist/raw-pg.js'
const url=process.env.PGURL
const store=createPostgres({url,tables:['devices']}); await store.ping()
const raw=rawPg(url); const q={name:'ping',text:'select 1 as "one"'}
const f={ours:()=>store.ping(),raw:async()=>(await raw.query(q,[])).rows}
const mode=process.argv[2]; const N=+process.argv[3]; const callers=+process.argv[4]
async function go(f,n){let i=0;await Promise.all(Array.from({length:callers},async()=>{while(i++<n)await f()}))}
for(const m of mode.split(',')){await go(f[m],3000)}
for(let r=0;r<4;r++)for(const m of mode.split(',')){const t=process.cpuUsage();await go(f[m],N);const c=process.cpuUsage(t);console.log(m,'user',(c.user/N).toFixed(1),'sys',(c.system/N).toFixed(1))}
await store.close();await raw.close()
