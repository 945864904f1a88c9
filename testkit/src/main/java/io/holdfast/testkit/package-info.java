/** What tests of several modules need: a real PostgreSQL, a real bitcoind. */
package io.holdfast.testkit;
