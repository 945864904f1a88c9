/**
 * How bytes are named: UnixFS's content id, computed while they pass. Pure; knows no store and no
 * network.
 */
@NullMarked
package io.holdfast.gateway.content.unixfs;

import org.jspecify.annotations.NullMarked;
