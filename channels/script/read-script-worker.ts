// The thread in which a script's file is read; see read-aside.ts.
import { parentPort, workerData } from 'node:worker_threads'
import { readScript } from './read-script.ts'

parentPort?.postMessage(readScript(String(workerData), null))
