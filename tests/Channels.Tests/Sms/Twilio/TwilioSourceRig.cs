using System.Globalization;
using Channels.Tests.Contracts;
using Ingestion.Channels;
using TestSupport;

namespace Channels.Tests.Sms.Twilio;

/// <summary>An account's message list, two messages a page.</summary>
internal sealed class TwilioSourceRig : FaultySourceRig
{
    private readonly TwilioApiStub _twilio = TwilioApiStub.Start(pageSize: 2);
    private readonly Dictionary<string, string> _whole = new(StringComparer.Ordinal);
    private int _count;

    public override string Secret => TwilioSamples.Token;

    public override IMessageSource Open() => TwilioSamples.Open(_twilio.Options with { MaxBytes = 16 * 1024 }, _twilio.Http).Source!;

    public override Task AddAsync(string marker) => AddAsync(marker, "");

    public override Task AddOversizeAsync(string marker) => AddAsync(marker, new string('x', 40_000));

    public override Task RemoveAsync(string marker)
    {
        _twilio.Items.RemoveAll(one => one.Json.Contains(marker, StringComparison.Ordinal));
        return _twilio.PublishAsync();
    }

    public override Task MakeUnreadableAsync(string marker)
    {
        var at = _twilio.Items.FindIndex(one => one.Json.Contains(marker, StringComparison.Ordinal));
        var (sid, json) = _twilio.Items[at];
        _whole[sid] = json;
        _twilio.Items[at] = (sid, json.Replace("\"body\":", "\"corpus\":", StringComparison.Ordinal));
        return _twilio.PublishAsync();
    }

    public override Task CutShortAsync(string marker) =>
        _twilio.PublishAsync(body => body.IndexOf(marker, StringComparison.Ordinal) is >= 0 and var at ? body[..(at + 3)] : body);

    public override async Task RefuseLoginAsync()
    {
        await _twilio.Scope.RemoveStubsAsync();
        await _twilio.Scope.StubAsync(new WireMockStub("ANY", "/.*", WireMockAnswer.Json($$"""{"code":20003,"message":"Authenticate {{Secret}}","status":401}""", 401)) { PathIsPattern = true });
    }

    public override Task GoDownAsync()
    {
        _twilio.GoDown();
        return Task.CompletedTask;
    }

    public override Task HealAsync()
    {
        _twilio.ComeUp();
        for (var n = 0; n < _twilio.Items.Count; n++)
        {
            var sid = _twilio.Items[n].Sid;
            _twilio.Items[n] = (sid, _whole.GetValueOrDefault(sid, _twilio.Items[n].Json));
        }

        return _twilio.PublishAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await _twilio.DisposeAsync();
        await base.DisposeAsync();
    }

    private Task AddAsync(string marker, string more)
    {
        var sid = TwilioSamples.Sid((++_count).ToString(CultureInfo.InvariantCulture));
        _twilio.Items.Add((sid, TwilioSamples.Item(sid, marker + more, TestSetup.Now.AddMinutes(-40).AddSeconds(_count * 17))));

        // What the account sends stands in the same list.
        var answer = TwilioSamples.Sid($"answer{_count}");
        _twilio.Items.Add((answer, TwilioSamples.Item(answer, "ack", TestSetup.Now.AddMinutes(-40).AddSeconds((_count * 17) + 3), "outbound-api", TwilioSamples.OwnNumber, TwilioSamples.Customer)));
        return _twilio.PublishAsync();
    }
}
