using System.Diagnostics;
using Ingestion.Worker.Commands;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Hosting;

namespace Ingestion.Worker.Demo;

/// <summary>The demo: the real service in a folder, and a story told through it.</summary>
internal static class DemoRun
{
    /// <summary>Returns whether every sample was decided in time and every answer through a provider arrived there, public ones without the number.</summary>
    public static async Task<bool> RunAsync(Terminal terminal, string folder, string url, bool exit, CancellationToken cancellationToken)
    {
        var installation = DemoInstallation.Create(folder);
        var screen = new DemoScreen(terminal, installation);
        await using var chat = await DemoChat.StartAsync(installation.ChatAnswers, cancellationToken);
        await using var providers = await DemoProviders.StartAsync(TimeProvider.System, cancellationToken);
        await using var host = await WorkerHost.OpenAsync(installation.Load(url, chat.Url, providers.Settings), cancellationToken);
        await host.StartAsync(cancellationToken);
        var address = host.Addresses.First();
        screen.Begin(address);
        using var sender = new DemoSender(installation, providers, new Uri(address + "/"), TimeProvider.System);
        var whole = await TellAsync(host, providers, sender, screen, cancellationToken);
        screen.End(address, !exit);
        if (exit)
        {
            await host.StopAsync();
        }
        else
        {
            await host.WaitForStopAsync(cancellationToken);
        }

        return whole;
    }

    private static async Task<bool> TellAsync(WorkerHost host, DemoProviders providers, DemoSender sender, DemoScreen screen, CancellationToken cancellationToken)
    {
        var numbers = new Dictionary<string, TrackingNumber>(StringComparer.Ordinal);
        var whole = true;
        var place = 0;
        foreach (var (name, sample) in DemoStory.Samples)
        {
            screen.Sent(++place, sample);
            var watch = Stopwatch.StartNew();
            TrackingNumber? quoted = sample.QuotesNumberOf is { } other && numbers.TryGetValue(other, out var known) ? known : null;
            var (channel, externalId) = await sender.SendAsync(name, sample, quoted, cancellationToken);
            var offers = sample is { Repeats: not null, Entrance: "chat" } ? 2 : 1;
            var result = await DemoWatch.WaitAsync(host.Database, channel, externalId, offers, null, TimeProvider.System, cancellationToken);
            var answer = providers.Find(result.ProviderId);
            if (answer?.ReportQuery is not null)
            {
                await sender.ReportDeliveredAsync(answer, cancellationToken);
                result = await DemoWatch.WaitAsync(host.Database, channel, externalId, offers, "delivered", TimeProvider.System, cancellationToken);
                whole &= result.Delivery == "delivered";
            }

            screen.Became(result, answer, watch.Elapsed);
            whole &= result.Outcome is not null && (result.Acknowledgement is null ? !sample.IsHeld : result.Acknowledgement == (sample.IsHeld ? "held" : "sent")) && (answer is not null || !sample.AwaitsAnswer);
            if (result.TrackingNumber is { } digits && TrackingNumber.TryParse(digits, out var number))
            {
                numbers[name] = number;
                whole &= answer?.IsRight(number) != false;
            }
        }

        return whole;
    }
}
