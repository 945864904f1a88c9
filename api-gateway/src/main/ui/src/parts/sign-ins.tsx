import { deviceOf } from '../device';
import { formatTime } from '../format';
import type { Listing } from '../listing';
import type { SignInView } from '../views';
import { METHOD, OUTCOME } from '../words';
import { Badge } from './badge';
import { Loaded, More } from './page';

/** Who came, from where and how, and who was refused. */
export function SignIns({ listing: { state, reload, more } }: { listing: Listing<SignInView> }) {
  return (
    <Loaded state={state} reload={reload} empty="Nobody has tried yet.">
      {(rows) => (
        <>
          <div class="scroll" tabIndex={0} role="region" aria-label="Sign-in history, table">
            <table class="history" role="table">
              <thead>
                <tr>
                  <th scope="col">Time</th>
                  <th scope="col">What</th>
                  <th scope="col">With</th>
                  <th scope="col">From</th>
                </tr>
              </thead>
              <tbody role="rowgroup">
                {rows.map((line) => (
                  <tr key={line.signInId} role="row" data-testid="sign-in">
                    <td role="cell">{formatTime(line.atMillis)}</td>
                    <td role="cell">
                      <Badge label={OUTCOME[line.outcome]} />
                    </td>
                    <td role="cell">{METHOD[line.method]}</td>
                    <td role="cell">{line.address ? `${line.address}, ${deviceOf(line.userAgent)}` : '–'}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <More when={state.hasMore} onClick={more} />
        </>
      )}
    </Loaded>
  );
}
