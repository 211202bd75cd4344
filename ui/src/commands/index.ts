export { bind, type CommandId, commands, keysOf, ofEditor } from "./commands";
