import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { reconciliationCases, reconciliations } from '../data';
import { formatAgo, formatTime, shorten, useNow } from '../format';
import { Amount } from '../parts/amount';
import { announce } from '../parts/announce';
import { Badge } from '../parts/badge';
import { Copyable } from '../parts/copy';
import { TextField } from '../parts/field';
import { Loaded, More, Page } from '../parts/page';
import { Problem } from '../parts/problem';
import { useSubmit } from '../parts/submit';
import { useRows } from '../rows';
import { may } from '../session';
import type { Part, ReconciliationCaseView, ReconciliationView } from '../views';
import { CASE, DIFFERENCE } from '../words';

export function Reconciliation() {
  const list = useRows(reconciliations());
  const cases = useRows(reconciliationCases());
  return (
    <Page title="Reconciliation" lead="What each chain says we hold, against what the ledger says we owe, at the same block.">
      <Loaded state={list} reload={() => void reconciliations().open()} empty="Nothing was compared yet. The first comparison comes when a rail has caught up.">
        {(rows) => rows.map((one) => <Books key={one.rail + one.asset} books={one} />)}
      </Loaded>
      <section>
        <h2>Differences</h2>
        <Loaded state={cases} reload={() => void reconciliationCases().open()} empty="Chain and ledger have never differed.">
          {(rows) => (
            <>
              {rows.map((one) => (
                <Case key={one.caseId} difference={one} />
              ))}
              <More when={cases.hasMore} onClick={() => void reconciliationCases().more()} />
            </>
          )}
        </Loaded>
      </section>
    </Page>
  );
}

function Books({ books }: { books: ReconciliationView }) {
  const now = useNow(10_000);
  const agrees = books.unexplained === '0' && books.openCases === 0;
  return (
    <article class="card" data-testid={'books-' + books.asset}>
      <header>
        <h2>
          {books.asset} <small class="muted">on {books.rail}</small>
        </h2>
        {books.comparedAtMillis !== null && (
          <Badge label={agrees ? { text: 'Agrees', tone: 'good', means: 'Every unit is explained.' } : { text: 'Differs', tone: 'bad', means: 'See the differences below.' }} />
        )}
      </header>
      {books.chainHolds !== null && books.ledgerOwes !== null && (
        <dl class="facts cost sum">
          <Row name="The ledger owes" amount={books.ledgerOwes} asset={books.asset} />
          {books.lines
            .filter((line) => line.amount !== '0')
            .map((line) => (
              <Row key={line.name} name={line.name} amount={line.amount} asset={books.asset} signed />
            ))}
          <Row name="Unexplained" amount={books.unexplained ?? '0'} asset={books.asset} signed={books.unexplained !== '0'} />
          <Row name="The chain holds" amount={books.chainHolds} asset={books.asset} total />
          <OfWhich parts={books.ofWhich} asset={books.asset} />
        </dl>
      )}
      <dl class="facts">
        <Fact name="Compared">
          {books.comparedAtMillis === null ? 'not yet' : `at block ${books.height}, ${formatAgo(books.comparedAtMillis, now)}`}
        </Fact>
        <Fact name="Last agreed">{books.agreedAtMillis === null ? 'never' : `at block ${books.agreedHeight}, ${formatTime(books.agreedAtMillis)}`}</Fact>
        {books.postponed && <Fact name="Waits">{books.postponed}</Fact>}
      </dl>
      {may.approve() && <Compare books={books} />}
    </article>
  );
}

const Fact = ({ name, children }: { name: string; children: ComponentChildren }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

function Row({ name, amount, asset, signed, total }: { name: string; amount: string; asset: string; signed?: boolean; total?: boolean }) {
  return (
    <div class={total ? 'holds' : ''}>
      <dt>{name}</dt>
      <dd>
        <Amount minor={amount} asset={asset} signed={signed && !amount.startsWith('-')} />
      </dd>
    </div>
  );
}

const OfWhich = ({ parts, asset }: { parts: Part[]; asset: string }) => (
  <>
    {parts
      .filter((part) => part.amount !== '0')
      .map((part) => (
        <Row key={part.name} name={'of which ' + part.name} amount={part.amount} asset={asset} />
      ))}
  </>
);

function Compare({ books }: { books: ReconciliationView }) {
  const { submit, busy, error } = useSubmit<ReconciliationView>();
  const waits = books.requestedAtMillis !== null;

  async function compare() {
    const asked = await submit('/api/reconciliation/runs', { asset: books.asset });
    if (asked) {
      reconciliations().put(asked);
      announce('Asked for a comparison');
    }
  }

  return (
    <>
      <Problem error={error} />
      <div class="actions">
        <button type="button" class="secondary" aria-busy={busy || waits} disabled={busy || waits} onClick={() => void compare()}>
          {waits ? 'Comparing…' : 'Compare now'}
        </button>
      </div>
    </>
  );
}

function Case({ difference }: { difference: ReconciliationCaseView }) {
  const kind = DIFFERENCE[difference.kind];
  return (
    <article class="card" data-testid="case">
      <header>
        <h3>{kind.text}</h3>
        <Badge label={CASE[difference.state]} />
      </header>
      <p>{kind.means}</p>
      <dl class="facts">
        <Fact name="What">
          <Copyable text={difference.subject} what="What differs">
            {shorten(difference.subject, 14, 14)}
          </Copyable>
        </Fact>
        <Fact name="Our books say">
          <Amount minor={difference.expected} asset={difference.asset} />
        </Fact>
        <Fact name="The chain says">
          <Amount minor={difference.found} asset={difference.asset} />
        </Fact>
        <Fact name="Found">
          at block {difference.height} of {difference.rail}, {formatTime(difference.openedAtMillis)}
        </Fact>
        {difference.evidence.map((fact, index) => (
          <Fact key={index} name={fact.name}>
            {fact.value.length > 40 ? <Copyable text={fact.value} what={fact.name} /> : fact.value}
          </Fact>
        ))}
        {difference.repair && <Fact name="Repaired">{difference.repair}</Fact>}
        {difference.explanation && (
          <Fact name="Explained">
            {difference.explanation} ({difference.explainedBy})
          </Fact>
        )}
        {difference.closedHeight !== null && <Fact name="Gone">at block {difference.closedHeight}</Fact>}
      </dl>
      {may.administer() && (difference.state === 'OPEN' || difference.state === 'REPAIRED') && <Explain id={difference.caseId} />}
    </article>
  );
}

function Explain({ id }: { id: string }) {
  const [reason, setReason] = useState('');
  const { submit, busy, error } = useSubmit<ReconciliationCaseView>();

  async function explain(event: Event) {
    event.preventDefault();
    const explained = await submit(`/api/reconciliation/cases/${encodeURIComponent(id)}/explanations`, { reason: reason.trim() });
    if (explained) {
      reconciliationCases().put(explained);
      announce('Explained');
    }
  }

  return (
    <form onSubmit={(event) => void explain(event)}>
      <TextField label="Why it differs" name="reason" required value={reason} onChange={setReason} />
      <Problem error={error} />
      <div class="actions">
        <button type="submit" aria-busy={busy} disabled={busy || !reason.trim()}>
          Explain
        </button>
      </div>
    </form>
  );
}
