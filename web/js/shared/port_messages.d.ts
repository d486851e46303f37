// What goes over ports between scripts, where no Python decides on its shape: what a page asks of its Pythons, what their
// workers say by themselves, and what the frames of applications say. What Python says is in wire.d.ts.
import type {
  AppAnswered,
  AppFinished,
  AppOpened,
  AppSent,
  KernelMessage,
  Measured,
  PackagesLoading,
  RunEnded,
  RunStarted,
  ShownMessage,
  WarmedUp,
} from "./wire.d.ts";

type Bytes = Uint8Array<ArrayBuffer>;
type Headers = [string, string][];
/** An event as a worker tells it: the page stamps it. */
type Unstamped<Event> = Event extends { atMs: number } ? Omit<Event, "atMs"> : never;

/** A Python's start and end, as its worker tells it. */
export type KernelState = {
  type: "KernelChanged";
  live: "booting" | "ready" | "failed";
  reason?: string;
  again?: boolean;
  about?: string;
  keptAtMs?: number;
};
export type Checkpoint = import("../kernel_worker/checkpoint.js").Checkpoint;
/** What `python/packages.js` lists. */
type Lock = import("../python/packages.js").Lock;

/** A part of Python's on its way: packed, at an address, or ready. */
export type Part = {
  type: "Part";
  name: string;
  packed?: Bytes;
  address?: string;
  value?: unknown;
  error?: string;
  alone?: boolean;
};

/** Asked of any Python. */
export type EngineRequest =
  | { type: "Run"; run: number; cell: number; source: string; name: string; app: number }
  | { type: "Measure"; run: number; cell: number; source: string }
  | { type: "Answer"; run?: number; line: string }
  | { type: "Rest"; run: number }
  | { type: "Stop" };

/** Asked of an application, by its number. */
export type AppRequest =
  | {
      type: "AppAsk";
      cell: number;
      request: number;
      method: string;
      target: string;
      headers: Headers;
      body: Uint8Array;
    }
  | { type: "AppAbort"; request: number }
  | { type: "AppCookie"; cell: number; target: string; line: string }
  | { type: "AppStop" };

export type FileRequest =
  | { type: "UnpackFiles"; zip: Bytes }
  | { type: "PutFile"; name: string; bytes: Bytes }
  | { type: "ListFiles" }
  | { type: "ReadFile"; name: string };

/** Asked of the live kernel. */
export type KernelRequest =
  | EngineRequest
  | AppRequest
  | FileRequest
  | Part
  | { type: "Go"; lock: Lock | undefined; checkpoint?: Checkpoint | undefined }
  | { type: "GoOn" }
  | { type: "Checkpoint"; asked: number }
  | { type: "WarmUp"; cell: number; code: string }
  | { type: "Probe"; modules: string[]; files: string[] }
  | { type: "Name" | "Explain"; question: number; before: string }
  | { type: "Ping"; ping: number };

/** Who carries out each request of a kind. */
export type Carriers<Request extends { type: string }> = {
  [Name in Request["type"]]: (request: Extract<Request, { type: Name }>) => unknown;
};

/** A piece of an answer, with its bytes. */
export type AppPiece = AppSent & { bytes: Bytes };
/** What is heard of applications. */
export type AppMessage = AppOpened | AppAnswered | AppPiece | AppFinished;
export type FilesListed = { type: "FilesListed"; files: { name: string; size: number }[]; more: number };

/** A part that a worker has unpacked for the page, or why it could not. */
export type Unpacked = { type: "Unpacked"; name: string; value?: unknown; error?: string };

/** What a worker says by itself, besides what Python says in it. */
export type WorkerMessage =
  | KernelState
  | FilesListed
  | { type: "FileRead"; name: string; bytes: Bytes }
  | { type: "Died"; run?: number; reason: string }
  | Unpacked
  | { type: "Needed"; name: string }
  | { type: "CheckpointTaken"; asked: number; checkpoint?: Checkpoint; reason?: string; isBusy?: boolean }
  | { type: "Noted"; warming?: boolean; begins?: boolean }
  | { type: "Ponged"; ping: number };

/** All that the page hears of the live kernel. */
export type KernelSays =
  | Exclude<KernelMessage, AppSent>
  | AppPiece
  | WorkerMessage
  | Unstamped<RunStarted | RunEnded | PackagesLoading | WarmedUp | Measured>;

/** What another Python says; its page adds when it died. */
export type EngineSays =
  | ShownMessage
  | KernelState
  | Unstamped<RunStarted | RunEnded | Measured>
  | { type: "EngineDied"; reason: string };

/** What a page of an application asks for, and where it goes. */
type Asked = { method: string; url: string; headers?: Headers; body?: Uint8Array };
/** What the scripts in a page of an application say; anything can run there, so that it is looked at (`apps/message_shapes.js`). */
export type AppPageSays =
  | { type: "Shown"; title: string; words: string }
  | ({ type: "Ask"; ask: string } & Asked)
  | { type: "Abort"; ask: string }
  | ({ type: "Navigate"; aside?: boolean; download?: boolean } & Asked)
  | { type: "Moved"; url: string; push: boolean }
  | { type: "Walk"; by: number }
  | { type: "Cookie"; url: string; line: string }
  | { type: "Key"; key: { key: string; shiftKey: boolean; ctrlKey?: boolean } };
/** What comes out of the frame: the same, with the number of the page, and the words of what stands around it. */
export type ShellSays = (AppPageSays & { page?: number }) | { type: "Ready" } | { type: "Lost"; page: number };

/** What becomes of what a page asked for. */
export type AppReply =
  | { type: "Answered"; status: number; headers: Headers; url: string; cookies: string }
  | { type: "Sent"; bytes: Bytes }
  | { type: "Finished"; status: number };
/** What the talk says to the frame: a page's beginning, its pieces and its end, and replies by the number of the question. */
export type ToShell =
  | { type: "Open"; page: number; url: string; mime: string; cookies: string }
  | { type: "Piece"; bytes: Bytes }
  | { type: "End" }
  | (AppReply & { ask: string });
/** What stands around a page says to it, besides replies: a piece of itself. */
export type ToAppPage = (AppReply & { ask: string }) | { type: "Write"; text: string; ends: boolean };
