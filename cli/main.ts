#!/usr/bin/env node
import { endAtOnceOnSignals, leaveSignals } from "./early-signals.ts";

// Whatever else is loaded takes longer than a hand on the keyboard.
endAtOnceOnSignals();
const { runProgram } = await import("./program.ts");
// A command that is busy hears nothing, so by default a signal ends it.
leaveSignals();
await runProgram(process.argv);
