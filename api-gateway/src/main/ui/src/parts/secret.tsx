import { Copyable } from './copy';

/** A secret that is shown once. */
export const NewSecret = ({ secret }: { secret: string }) =>
  secret ? (
    <div class="note good" data-testid="secret">
      <p>Its secret, shown only now. By it your program knows that it was us.</p>
      <Copyable text={secret} what="Secret" />
    </div>
  ) : null;
