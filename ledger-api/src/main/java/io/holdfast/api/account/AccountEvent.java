package io.holdfast.api.account;

import io.holdfast.api.Event;

/** What happened to one account. Every change of a balance carries the balance after it. */
public sealed interface AccountEvent extends Event
    permits AccountOpened,
        AmountPosted,
        HoldPlaced,
        HoldReleased,
        HoldCaptured,
        DestinationAllowed,
        DestinationDisallowed {}
