/** The doors of the tree over the log: for those who do not trust us. */
package io.holdfast.gateway.transparency;
