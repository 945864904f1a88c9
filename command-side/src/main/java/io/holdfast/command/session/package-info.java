/** Sessions: from a wallet's challenge or a password to the last refresh, and why they end. */
package io.holdfast.command.session;
