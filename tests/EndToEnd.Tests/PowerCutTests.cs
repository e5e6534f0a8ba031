using System.Data.Common;
using System.Diagnostics;
using System.Globalization;

namespace EndToEnd.Tests;

/// <summary>
/// The power is cut while customers write: what was answered 2xx, and every number that a customer was told, is there when the store has recovered. The same
/// with a store that does not sync must lose, or the cuts would prove nothing.
/// </summary>
public abstract class PowerCutTests(Store store, ITestOutputHelper output)
{
    private const int Cuts = 20;

    [Fact]
    public async Task Cut_AtAnyInstant_LosesNothingThatWasPromised()
    {
        var watch = Stopwatch.StartNew();
        await using var machine = await PoweredMachine.InstallAsync(store);
        var cuts = await machine.RunAsync(Cuts, syncs: true);
        var attachments = 0;
        foreach (var cut in cuts)
        {
            await machine.PowerOnAsync(cut);
            Assert.Empty(await machine.DamageAsync());
            Assert.Empty(await LostAsync(machine, cut));
            attachments = await machine.CountKeptAsync();
            if (cut == cuts[^1])
            {
                await GoesOnAsync(machine, cut);
            }

            await machine.PowerOffAsync();
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{store}: {Cuts} cuts, {cuts[0].Answered.Count} to {cuts[^1].Answered.Count} webhooks answered before, {cuts[^1].Told.Count} numbers told, {attachments} attachments kept, {watch.Elapsed.TotalSeconds:0} s"));
        Assert.NotEqual(0, attachments);
    }

    [Fact]
    public async Task Cut_OfAStoreThatDoesNotSync_Loses()
    {
        await using var machine = await PoweredMachine.InstallAsync(store);
        var cuts = await machine.RunAsync(Cuts, syncs: false);
        var looked = 0;
        var lost = 0;
        while (lost == 0 && looked < Cuts)
        {
            var cut = cuts[looked++];
            await machine.PowerOnAsync(cut);
            lost = await CountLostAsync(machine, cut);
            await machine.PowerOffAsync();
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{store} without syncing: cut {looked} of {Cuts} lost {lost} of {cuts[looked - 1].Answered.Count} answered and {cuts[looked - 1].Told.Count} told"));
        Assert.NotEqual(0, lost);
    }

    /// <summary>What customers hold and the store does not.</summary>
    private static async Task<IReadOnlyList<string>> LostAsync(PoweredMachine machine, PowerCut cut)
    {
        var there = await machine.Pool.QueryAsync<string>("SELECT external_id FROM message");
        var numbers = await machine.Pool.QueryAsync<string>("SELECT tracking_number FROM complaint");
        return [.. cut.Answered.Except(there, StringComparer.Ordinal), .. cut.Told.Except(numbers, StringComparer.Ordinal)];
    }

    private static async Task<int> CountLostAsync(PoweredMachine machine, PowerCut cut)
    {
        try
        {
            return (await LostAsync(machine, cut)).Count;
        }
        catch (DbException)
        {
            return cut.Answered.Count + cut.Told.Count; // not even readable
        }
    }

    /// <summary>The worker starts from there: everything answered before the cut becomes a complaint, once.</summary>
    private static async Task GoesOnAsync(PoweredMachine machine, PowerCut cut)
    {
        await using var worker = await machine.Installation.StartAsync();
        await machine.Pool.SettleAsync(cut.Answered.Count);
        Assert.Equal(0, await worker.StopAsync());
        var registered = (await machine.Pool.QueryAsync<string>("SELECT body FROM complaint_message")).Select(Reckoning.KeyOf).Where(key => key.Length > 0).ToList();
        Assert.Empty(cut.Answered.Except(registered, StringComparer.Ordinal));
        Assert.Equal(registered.Distinct(StringComparer.Ordinal).Count(), registered.Count);
    }
}
