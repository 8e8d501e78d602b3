/* Browsers refuse to start a worker from file://, and Material's search runs in one.
   On file:// only, a hidden frame takes the worker's place: same script, same messages. */
(() => {
  if (location.protocol !== "file:") return;

  class FrameWorker extends EventTarget {
    #waiting = [];
    #frame;

    constructor(url) {
      super();
      this.#frame = document.createElement("iframe");
      this.#frame.hidden = true;
      this.#frame.addEventListener("load", () => this.#start(url), { once: true });
      const append = () => document.body.append(this.#frame);
      document.body ? append() : addEventListener("DOMContentLoaded", append, { once: true });
    }

    #start(url) {
      const scope = this.#frame.contentWindow;
      scope.postMessage = (data) => this.dispatchEvent(new MessageEvent("message", { data }));
      scope.importScripts = async (...urls) => {
        for (const each of urls) await this.#run(each);
      };
      this.#run(url).then(() => {
        const waiting = this.#waiting;
        this.#waiting = null;
        waiting.forEach((data) => this.postMessage(data));
      });
    }

    #run(url) {
      const inside = this.#frame.contentDocument;
      return new Promise((resolve, reject) => {
        const script = inside.createElement("script");
        script.src = new URL(url, document.baseURI);
        script.onload = resolve;
        script.onerror = () => reject(new Error(`cannot load ${url}`));
        inside.head.append(script);
      });
    }

    postMessage(data) {
      if (this.#waiting) this.#waiting.push(data);
      else this.#frame.contentWindow.dispatchEvent(new MessageEvent("message", { data }));
    }

    terminate() {
      this.#frame.remove();
    }
  }

  // Material's search script looks for this name to find its language files.
  window.IFrameWorker = FrameWorker;
  window.Worker = FrameWorker;
})();
