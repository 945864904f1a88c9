/** People, their sessions, and the history of who was let in. */
package io.holdfast.query.person;
