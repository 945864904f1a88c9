package io.holdfast.chain.stellar.sandbox;

import io.holdfast.chain.stellar.xdr.ScVal;
import java.util.List;

/** An event before it has its place in history. */
record Happened(String contract, List<ScVal> topics, ScVal data) {}
