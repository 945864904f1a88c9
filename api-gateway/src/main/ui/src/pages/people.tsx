import { useState } from 'preact/hooks';
import { formatTime } from '../format';
import { useListing } from '../listing';
import { Badge } from '../parts/badge';
import { TextField } from '../parts/field';
import { Loaded, More, Page } from '../parts/page';
import { calledBy, rolesOf } from '../people';
import { link } from '../router';
import type { Person } from '../views';
import { PERSON } from '../words';

/** Names and addresses are sealed in the database: nothing can be searched by a part of them. */
export function People() {
  const [typed, setTyped] = useState('');
  const [email, setEmail] = useState('');
  const { state, reload, more } = useListing<Person>('/api/users' + (email ? '?email=' + encodeURIComponent(email) : ''));

  function find(event: Event) {
    event.preventDefault();
    setEmail(typed.trim());
  }

  return (
    <Page title="People" lead="Who is known here, what they may do, and where they are signed in.">
      <form class="card inline-form" onSubmit={find}>
        <TextField label="Find by the whole e-mail address" name="email" type="email" inputMode="email" autocomplete="off" hint="Empty shows everybody." value={typed} onChange={setTyped} />
        <button type="submit" class="secondary">
          Find
        </button>
      </form>
      <section class="card">
        <Loaded state={state} reload={reload} empty={email ? 'Nobody is known by this address.' : 'Nobody is known yet.'}>
          {(people) => (
            <>
              <ul class="rows">
                {people.map((person) => (
                  <li key={person.id} data-testid="person">
                    <a href={link('people', person.id)}>
                      <span class="row-main">
                        <span>{calledBy(person)}</span>
                        <small class="muted">
                          {[person.name && person.email, rolesOf(person), `since ${formatTime(person.registeredAtMillis)}`].filter(Boolean).join(' · ')}
                        </small>
                      </span>
                      <Badge label={PERSON[person.state]} />
                    </a>
                  </li>
                ))}
              </ul>
              <More when={state.hasMore} onClick={more} />
            </>
          )}
        </Loaded>
      </section>
    </Page>
  );
}
