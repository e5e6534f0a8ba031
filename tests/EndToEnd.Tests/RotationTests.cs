using System.Net;
using TestSupport;

namespace EndToEnd.Tests;

/// <summary>Credentials that change under a running worker, in the files that operators keep them in.</summary>
public sealed class RotationTests : IAsyncLifetime
{
    private const string OtherKey = "whsec_ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8=";
    private const int HangUp = 1;
    private readonly TempFolder secrets = new();
    private Installation installation = null!;

    public async ValueTask InitializeAsync()
    {
        installation = await Installation.CreateAsync(Store.Sqlite);
        installation.Set("Secrets:Folder", secrets.Path);
    }

    public async ValueTask DisposeAsync()
    {
        await installation.DisposeAsync();
        secrets.Dispose();
    }

    [Fact]
    public async Task WebhookSecret_TwoValidThenOne_UnderLoad_NoValidDeliveryIsRefused()
    {
        installation.Set("Channels:chatbot:Connector", "webhook");
        Secret("Secrets__0", Channels.SigningKey);
        await using var worker = await installation.StartAsync();
        await using var load = new RotatingLoad(installation, Channels.SigningKey);

        Secret("Secrets__1", OtherKey);
        await worker.WaitForOutputAsync("New options of channel chatbot");
        load.Key = OtherKey;
        await load.ForwardAsync(200);
        Secret("Secrets__0", OtherKey);
        File.Delete(Path.Combine(secrets.Path, "Channels__chatbot__Options__Secrets__1"));
        await Wait.UntilAsync(async () => await load.PostAsync("probe", Channels.SigningKey) == HttpStatusCode.Unauthorized, "the old secret is no longer valid");
        await load.ForwardAsync(200);

        await load.StopAsync();
        Assert.Empty(load.Refused);
        Assert.True(load.Accepted >= 400);
        Assert.Equal(0, await worker.StopAsync());
        Assert.DoesNotContain("whsec_", worker.Output);
    }

    [Fact]
    public async Task ImapPassword_WrongThenRight_HealsByItself()
    {
        var server = MailServer.Running;
        var support = server.NewAddress("support");
        var customer = server.NewAddress("customer", "kunde.example");
        installation.WithImap("support-mail", support).WithSmtp("outgoing", support);
        File.WriteAllText(Path.Combine(secrets.Path, "Channels__support-mail__Options__Password"), "not the password");
        await using var worker = await installation.StartAsync();
        await server.DeliverAsync(SampleMail.Complaint(customer, support, "My card does not work, I complain."), support);
        await worker.WaitForOutputAsync("Channel support-mail failed: login-refused");

        File.WriteAllText(Path.Combine(secrets.Path, "Channels__support-mail__Options__Password"), server.Password);

        // Minutes are between two tries with a wrong password: new ones are tried at once.
        Assert.Single(await server.Mailbox(customer).WaitForAsync(1));
        Assert.DoesNotContain("not the password", worker.Output);
    }

    [Fact]
    public async Task HangUp_ReadsTheSettingsAtOnceAndGoesOn()
    {
        installation.Set("Channels:web:Connector", "form");
        await using var worker = await installation.StartAsync();

        worker.Signal(HangUp);

        await worker.WaitForOutputAsync("nothing differs from what is in force");
        Assert.Equal(0, await worker.StopAsync());
    }

    private void Secret(string option, string value)
    {
        // As operators do: written aside, then moved into place.
        var place = Path.Combine(secrets.Path, "Channels__chatbot__Options__" + option);
        File.WriteAllText(Path.Combine(secrets.Path, ".new"), value);
        File.Move(Path.Combine(secrets.Path, ".new"), place, overwrite: true);
    }
}
