/** The parts of Turbo that we use: the package brings no types. */
declare module "@hotwired/turbo" {
  export interface VisitOptions {
    action?: "advance" | "replace" | "restore";
  }
  export function visit(location: string | URL, options?: VisitOptions): void;
  export const cache: { clear(): void };
  export const session: { drive: boolean };
  export const config: { forms: { submitter: "disabled" | "aria-disabled" } };
}

interface TurboSubmitEnd extends CustomEvent {
  detail: { success?: boolean; formSubmission: { formElement: HTMLFormElement; submitter?: HTMLElement } };
}

interface TurboVisitEvent extends CustomEvent {
  detail: { url: string };
}

interface DocumentEventMap {
  "turbo:load": CustomEvent;
  "turbo:click": TurboVisitEvent;
  "turbo:before-prefetch": CustomEvent;
  "turbo:before-cache": CustomEvent;
  "turbo:before-visit": TurboVisitEvent;
  "turbo:submit-end": TurboSubmitEnd;
  "turbo:fetch-request-error": CustomEvent;
}
