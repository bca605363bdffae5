// What the page puts on window (shell/api.js), for the functions that the stories run inside it.
declare const hanji: {
  version: string | undefined;
  ready: Promise<void>;
  open(slug: string, options?: {section?: string, query?: string}): Promise<void>;
  home(): Promise<void>;
  search(query: string, options?: {limit?: number}): Promise<any[]>;
  set(settings: object): void;
  get(): any;
  state(): any;
  stats(): any;
  on(event: string, listener: (message: any) => void): () => void;
};
interface Window {
  rested?: number;  // how long nothing had moved when the program drew, in ms (take_over.mjs)
}
