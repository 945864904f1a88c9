/** Growing what is made of the log behind it, batch by batch, once over all nodes. */
package io.holdfast.query.follow;
