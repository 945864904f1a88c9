/** What a rail minds when its database was put back from a backup, and time is lost. ADR 0043. */
package io.holdfast.chain.restore;
