package io.holdfast.app.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.playwright.Page;
import io.holdfast.chain.evm.EvmRail;
import io.holdfast.chain.evm.wire.Abi;
import io.holdfast.chain.evm.wire.Address;
import io.holdfast.chain.evm.wire.Hex;
import io.holdfast.testkit.NodeRefused;
import io.holdfast.testkit.TestAnvil;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import tools.jackson.databind.json.JsonMapper;

/** A real chain with a deployed escrow contract, and wallets whose keys the chain's node keeps. */
final class Anvil implements AutoCloseable {
  static final int MEDIATOR = 7;
  private static final int ORACLE = 8;
  private static final BigInteger DAY_SECONDS = BigInteger.valueOf(86_400);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** An extension of one account that begins on another chain, and declines while it is told to. */
  private static final String WALLET =
      """
      let chain = '0x1';
      const request = async ({ method, params = [] }) => {
        if (method === 'eth_requestAccounts') return [window.walletAccount];
        if (method === 'eth_chainId') return chain;
        if (method === 'wallet_switchEthereumChain') {
          chain = params[0].chainId;
          return null;
        }
        if (method === 'eth_sendTransaction' && window.walletDeclines) {
          throw { code: 4001, message: 'User rejected the request.' };
        }
        return JSON.parse(await window.askAnvil(method, JSON.stringify(params)));
      };
      const detail = {
        info: { uuid: 'anvil', name: 'Anvil Wallet', icon: '', rdns: 'test.anvil' },
        provider: { request },
      };
      addEventListener('eip6963:requestProvider', () =>
        dispatchEvent(new CustomEvent('eip6963:announceProvider', { detail })));
      """;

  private final TestAnvil node;
  private final Address escrow;

  private Anvil(TestAnvil node, Address escrow) {
    this.node = node;
    this.escrow = escrow;
  }

  static Anvil start() {
    TestAnvil node = TestAnvil.start();
    Address mediator = new Address(node.somebody(MEDIATOR));
    Address oracle = new Address(node.somebody(ORACLE));
    String times = Hex.of(Abi.word(DAY_SECONDS)).substring(2).repeat(3);
    return new Anvil(
        node, new Address(node.deploy(code() + argument(mediator) + argument(oracle) + times)));
  }

  private static String argument(Address address) {
    return Hex.of(Abi.word(address)).substring(2);
  }

  private static String code() {
    try (InputStream file = EvmRail.class.getResourceAsStream("contract/HoldfastEscrow.json")) {
      return JSON.readTree(file).get("bytecode").asString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  TestAnvil node() {
    return node;
  }

  Address escrow() {
    return escrow;
  }

  String account(int number) {
    return new Address(node.somebody(number)).checksummed();
  }

  /** Calls the contract, in a block of its own, which takes it. */
  void send(String from, BigInteger value, String data) {
    String transaction = node.send(from, escrow.value(), value, data);
    node.mine(1);
    String status = node.call("eth_getTransactionReceipt", transaction).get("status").asString();
    if (!status.equals("0x1")) {
      throw new AssertionError("the contract refused " + data);
    }
  }

  /** What was mined so far cannot be taken back any more. */
  void makeFinal() {
    node.mine(6);
  }

  /** The account's signature of a text (EIP-191). */
  String sign(int account, String text) {
    return node.call("personal_sign", Hex.of(text.getBytes(UTF_8)), node.somebody(account))
        .asString();
  }

  /** From now on the page has a wallet of this account. */
  void install(Page page, int account) {
    page.exposeFunction("askAnvil", arguments -> ask((String) arguments[0], (String) arguments[1]));
    page.addInitScript("window.walletAccount = '" + account(account) + "';" + WALLET);
    page.reload();
  }

  private String ask(String method, String parameters) {
    try {
      return node.call(method, JSON.readValue(parameters, Object[].class)).toString();
    } catch (NodeRefused refused) {
      throw new IllegalStateException(refused.getMessage(), refused);
    }
  }

  @Override
  public void close() {
    node.close();
  }
}
