/** Axon's wiring: buses, stores, serializers and processors' defaults. */
@org.jspecify.annotations.NullMarked
package io.holdfast.command.axon;
