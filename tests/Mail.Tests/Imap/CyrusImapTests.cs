using TestSupport;

namespace Mail.Tests.Imap;

public sealed class CyrusImapTests() : ImapServerTests(ImapTestServer.Cyrus);
