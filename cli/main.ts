#!/usr/bin/env node
import { endAtOnceOnSignals } from "./early-signals.ts";

// Whatever else is loaded takes longer than a hand on the keyboard.
endAtOnceOnSignals();
const { runProgram } = await import("./program.ts");
await runProgram(process.argv);
