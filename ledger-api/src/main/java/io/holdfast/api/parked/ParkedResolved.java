package io.holdfast.api.parked;

import org.axonframework.serialization.Revision;

/** It was accepted after all, or concerns nobody any more. */
@Revision("1")
public record ParkedResolved(String parkedId, String outcome) implements ParkedEvent {}
