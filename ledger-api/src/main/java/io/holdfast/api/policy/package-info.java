/** What may go out, as an administrator sets it while the ledger runs. */
package io.holdfast.api.policy;
