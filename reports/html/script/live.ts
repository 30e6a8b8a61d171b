import { startLive } from "./live-page.tsx";

startLive();
