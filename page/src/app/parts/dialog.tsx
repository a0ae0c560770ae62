// A dialog that keeps the focus within and gives it back.
import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { say } from "../say";

interface Props { readonly title: string; readonly close: () => void; readonly children: ComponentChildren; readonly look?: string; readonly id?: string }

/** A modal dialog; Escape closes it. */
export const Dialog = ({ title, close, children, look = "", id }: Props) => {
  const box = useRef<HTMLDialogElement>(null);
  const name = useId();
  useEffect(() => {
    const before = document.activeElement;
    const dialog = box.current;
    dialog?.showModal();
    return () => {
      dialog?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog ref={box} id={id} class={`dialog ${look}`} aria-labelledby={name} onCancel={(event) => { event.preventDefault(); close(); }}>
      <div class="dialog-head">
        <h2 id={name} tabIndex={-1}>{title}</h2>
        <button type="button" class="shut" aria-label={say("close")} onClick={close}>×</button>
      </div>
      {children}
    </dialog>
  );
};
