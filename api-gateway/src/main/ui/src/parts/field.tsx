import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useId } from 'preact/hooks';

interface Props {
  label: string;
  hint?: ComponentChildren;
  error?: string | null;
}

type Described = { id: string; 'aria-describedby': string; 'aria-invalid': 'true' | undefined };

/** A label, its control, and below it the hint or what is wrong; a field that is wrong takes the focus. */
function Field({ label, hint, error, children }: Props & { children: (described: Described) => JSX.Element }) {
  const id = useId();
  useEffect(() => {
    if (error) document.getElementById(id)?.focus();
  }, [error]);
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children({ id, 'aria-describedby': id + '-note', 'aria-invalid': error ? 'true' : undefined })}
      {(error ?? hint) && (
        <small id={id + '-note'} class={error ? 'wrong' : 'muted'}>
          {error ?? hint}
        </small>
      )}
    </div>
  );
}

interface InputProps extends Props {
  value: string;
  onChange(value: string): void;
  type?: string;
  name: string;
  autocomplete?: string;
  inputMode?: 'decimal' | 'numeric' | 'text' | 'email' | 'tel';
  required?: boolean;
  placeholder?: string;
  maxLength?: number;
  suffix?: ComponentChildren;
}

export function TextField({ label, hint, error, value, onChange, suffix, ...rest }: InputProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(described) => (
        <span class="control">
          <input
            {...described}
            {...rest}
            type={rest.type ?? 'text'}
            value={value}
            spellcheck={false}
            onInput={(event) => onChange(event.currentTarget.value)}
          />
          {suffix && <span class="suffix">{suffix}</span>}
        </span>
      )}
    </Field>
  );
}

interface SelectProps extends Props {
  value: string;
  name: string;
  onChange(value: string): void;
  options: [value: string, text: string][];
}

export function SelectField({ label, hint, error, value, name, onChange, options }: SelectProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(described) => (
        <select {...described} name={name} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
          {options.map(([key, text]) => (
            <option key={key} value={key}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

interface LongProps extends Props {
  value: string;
  name: string;
  onChange(value: string): void;
  required?: boolean;
  maxLength: number;
}

/** More than a line. */
export function LongTextField({ label, hint, error, value, onChange, ...rest }: LongProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(described) => <textarea {...described} {...rest} rows={4} value={value} onInput={(event) => onChange(event.currentTarget.value)} />}
    </Field>
  );
}

interface FileProps extends Props {
  name: string;
  onChange(file: File | null): void;
  required?: boolean;
  accept?: string;
  disabled?: boolean;
  /** Whether what was chosen is taken at once, so that the same can be chosen again. */
  takes?: boolean;
}

export function FileField({ label, hint, error, onChange, takes, ...rest }: FileProps) {
  function choose({ currentTarget }: JSX.TargetedEvent<HTMLInputElement>) {
    onChange(currentTarget.files?.[0] ?? null);
    if (takes) currentTarget.value = '';
  }
  return (
    <Field label={label} hint={hint} error={error}>
      {(described) => <input {...described} {...rest} type="file" onChange={choose} />}
    </Field>
  );
}
