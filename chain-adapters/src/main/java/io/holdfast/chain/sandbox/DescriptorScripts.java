package io.holdfast.chain.sandbox;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bitcoinj.base.BitcoinNetwork;
import org.bitcoinj.base.ScriptType;
import org.bitcoinj.crypto.ChildNumber;
import org.bitcoinj.crypto.DeterministicKey;
import org.bitcoinj.crypto.HDKeyDerivation;
import org.bitcoinj.script.ScriptBuilder;

/** The scripts that descriptors stand for. What was derived once is kept. Thread-safe. */
final class DescriptorScripts {
  private static final HexFormat HEX = HexFormat.of();

  private final Map<String, List<String>> known = new HashMap<>();

  /**
   * @throws NodeRefusal where a key is none of this network
   */
  synchronized Set<String> of(Collection<Descriptor> descriptors) {
    Set<String> scripts = new HashSet<>();
    for (Descriptor each : descriptors) {
      switch (each) {
        case Descriptor.Keys keys ->
            scripts.addAll(upTo(keys).subList(keys.first(), keys.last() + 1));
        case Descriptor.OneAddress(String script) -> scripts.add(script);
      }
    }
    return scripts;
  }

  private List<String> upTo(Descriptor.Keys descriptor) {
    List<String> branch =
        known.computeIfAbsent(
            descriptor.extendedKey() + "/" + descriptor.branch(), _ -> new ArrayList<>());
    if (branch.size() <= descriptor.last()) {
      DeterministicKey parent = child(account(descriptor.extendedKey()), descriptor.branch());
      while (branch.size() <= descriptor.last()) {
        branch.add(script(child(parent, branch.size())));
      }
    }
    return branch;
  }

  private static DeterministicKey account(String extendedKey) {
    try {
      return DeterministicKey.deserializeB58(extendedKey, BitcoinNetwork.REGTEST);
    } catch (IllegalArgumentException e) {
      throw new NodeRefusal(NodeRefusal.NOT_FOUND, "key '" + extendedKey + "' is not valid");
    }
  }

  private static DeterministicKey child(DeterministicKey parent, int number) {
    return HDKeyDerivation.deriveChildKey(parent, new ChildNumber(number, false));
  }

  private static String script(DeterministicKey key) {
    return HEX.formatHex(
        ScriptBuilder.createOutputScript(key.toAddress(ScriptType.P2WPKH, BitcoinNetwork.REGTEST))
            .program());
  }
}
