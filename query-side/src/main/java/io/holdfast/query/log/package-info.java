/** Questions that the log itself answers. */
package io.holdfast.query.log;
