/** People: who they are to the ledger, by what they are known, and what they may do. */
package io.holdfast.api.user;
