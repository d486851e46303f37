// A page of an application asks through its parents: the shell passes it on to the talk, whose kernel answers.
import { Replies } from "../shared/replies.js";

/**
 * @typedef {object} Heard
 * @property {(head: {status: number, headers: [string, string][], url: string, cookies: string}) => void} answered
 * @property {(bytes: Uint8Array<ArrayBuffer>) => void} sent
 * @property {(status: number) => void} finished
 */

/** @type {Replies<Heard>} */
const replies = new Replies();
/** What the numbers of this document's questions begin with. */
let own = "";

/**
 * @param {string} prefix of the asking document's numbers
 * @param {(message: import("../shared/port_messages.d.ts").AppPageSays) => void} tell
 */
export function asker(prefix, tell) {
  own = prefix;
  /**
   * @param {{method: string, url: string, headers: [string, string][], body: Uint8Array}} asked
   * @param {Heard} heard
   * @returns {string} its number, by which it can be aborted
   */
  return (asked, heard) => {
    const ask = `${prefix}${replies.to(heard)}`;
    tell({ type: "Ask", ask, ...asked });
    return ask;
  };
}

/**
 * What the talk says of a request of this document's; whether it was one.
 * @param {import("../shared/port_messages.d.ts").ToAppPage | import("../shared/port_messages.d.ts").ToShell} message
 */
export function hear(message) {
  if (!("ask" in message) || !message.ask.startsWith(own)) return false;
  const question = Number(message.ask.slice(own.length));
  const heard = message.type === "Finished" ? replies.last(question) : replies.for(question);
  if (!heard) return false;
  if (message.type === "Answered") heard.answered(message);
  if (message.type === "Sent") heard.sent(message.bytes);
  if (message.type === "Finished") heard.finished(message.status);
  return true;
}
