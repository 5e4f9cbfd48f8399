import { onPostgres } from './dist/on-postgres.js'
import { deviceCalls } from './dist/device-calls.js'
import { deviceOf } from './dist/fleet.js'
import { throughput } from './dist/side.js'
import pg from 'pg'
const server=process.env.PGURL
const admin=new pg.Client({connectionString:server});await admin.connect()
const name='micro_'+process.pid; await admin.query(`create database ${name}`)
const url=new URL(server); url.pathname='/'+name
const only=(process.argv[2]??'ping').split(';'); const cs=(process.argv[3]??'1,64').split(',').map(Number)
await onPostgres(url.href, 1000, async (s) => {
  for (const call of deviceCalls.filter(c=>only.includes(c.name))) for (const callers of cs) {
    const sent=s.statements.get(call.statement)
    const q={name:sent.name,text:sent.text}
    const sides={ours:{tenant:'',call:(d)=>call.ours(s.store,d)},raw:{tenant:'',call:async(d)=>call.read(await s.raw.query(q,call.values(d)))}}
    const N=callers===1?500:1500
    const ds=Array.from({length:N},(_,i)=>deviceOf('',(i*7919)%1000,8))
    const acc={ours:[],raw:[]}
    for(let r=0;r<100;r++) for(const n of (r%2?['ours','raw']:['raw','ours'])){ globalThis.gc?.(); const t=process.cpuUsage();const rate=await throughput(sides[n],ds,callers);const c=process.cpuUsage(t); if(r>10)acc[n].push([(c.user+c.system)/N,1e6/rate]) }
    const med=(a)=>a.sort((x,y)=>x-y)[a.length>>1]
    const q1=(a)=>a.sort((x,y)=>x-y)[a.length>>3]
    const ratio=med(acc.ours.map((x,i)=>acc.raw[i][1]/x[1]))
    for(const n of ['ours','raw'])console.log(call.name.padEnd(8),callers,n.padEnd(4),'cpu med',med(acc[n].map((x)=>x[0])).toFixed(1),'p12',q1(acc[n].map((x)=>x[0])).toFixed(1),'wall',med(acc[n].map((x)=>x[1])).toFixed(1),'p12',q1(acc[n].map((x)=>x[1])).toFixed(1),n==='ours'?'ratio '+ratio.toFixed(3):'')
  }
})
for(const e of ['uncaughtException'])process.on(e,()=>{});await admin.query(`drop database ${name} with (force)`); await admin.end()
