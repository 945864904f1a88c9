/** What tests of several modules need: a real PostgreSQL, a real bitcoind, a real anvil. */
package io.holdfast.testkit;
