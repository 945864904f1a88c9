package io.holdfast.app.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/** One person's window on the console, in a browser session of its own. */
final class Console implements AutoCloseable {
  private static final Path SCREENSHOTS = Path.of("target/screenshots");

  private final BrowserContext session;
  private final Page page;
  private final String address;
  private final List<String> broken = new CopyOnWriteArrayList<>();

  private Console(BrowserContext session, String address) {
    this.session = session;
    this.page = session.newPage();
    this.address = address;
    page.onPageError(broken::add);
    page.onConsoleMessage(
        message -> {
          if (message.text().contains("Content Security Policy")) {
            broken.add(message.text());
          }
        });
  }

  static Console open(Browser browser, String address, ColorScheme scheme, int width, int height) {
    Browser.NewContextOptions options =
        new Browser.NewContextOptions()
            .setLocale("en-GB")
            .setColorScheme(scheme)
            .setViewportSize(width, height);
    Console console = new Console(browser.newContext(options), address);
    console.page.navigate(address);
    return console;
  }

  static Console open(Browser browser, String address) {
    return open(browser, address, ColorScheme.LIGHT, 1280, 860);
  }

  /** Another tab of the same browser. */
  Console anotherTab() {
    Console tab = new Console(session, address);
    tab.page.navigate(address);
    return tab;
  }

  Page page() {
    return page;
  }

  Console signIn(String name, String password) {
    field("E-mail").fill(name + "@sandbox.test");
    field("Password").fill(password);
    press("Sign in");
    return sees("Overview");
  }

  /**
   * Goes where the navigation leads, without loading the page again. A link's name may end with how
   * many wait behind it.
   */
  Console go(String destination) {
    Pattern name = Pattern.compile("^" + destination + "( [0-9]+)?$");
    page.getByRole(AriaRole.NAVIGATION)
        .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(name))
        .click();
    return this;
  }

  Console visit(String path) {
    page.navigate(address + "/#/" + path);
    return this;
  }

  Console sees(String title) {
    assertThat(page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setLevel(1))).hasText(title);
    return this;
  }

  /** Becomes somebody new. */
  Console register(String name, String password) {
    press("Create an account").sees("Create an account");
    field("Name").fill(name);
    field("E-mail").fill(name + "@sandbox.test");
    field("Password").fill(password);
    press("Create the account");
    return sees("Overview");
  }

  Console signOut(String name) {
    press("Signed in as " + name).press("Sign out");
    return sees("Sign in");
  }

  Console press(String button) {
    page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(button).setExact(true)).click();
    return this;
  }

  Locator field(String label) {
    return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
  }

  Locator available() {
    return page.getByTestId("available-BTC");
  }

  void shoot(String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setFullPage(true).setPath(SCREENSHOTS.resolve(name + ".png")));
  }

  /** Errors that no person would see: exceptions, and what the content policy forbade. */
  List<String> broken() {
    return broken;
  }

  @Override
  public void close() {
    session.close();
  }
}
