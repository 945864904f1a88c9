package io.holdfast.api.parked;

/** It was accepted, or concerns nobody any more. Quiet where it is closed already. */
public record ResolveParked(ParkedId parkedId, String outcome) implements ParkedCommand {}
