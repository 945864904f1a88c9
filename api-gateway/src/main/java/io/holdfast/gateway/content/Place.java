package io.holdfast.gateway.content;

/** Where bytes are kept. The names stand in the database. */
enum Place {
  DATABASE,
  KUBO
}
