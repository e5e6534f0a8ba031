using Channels.Tests.Contracts;

namespace Channels.Tests.Chat.Telegram;

/// <summary>A queue has no messages that are listed and cannot be read, so this is no FaultySourceContract; its other faults are in <see cref="TelegramSourceTests"/>.</summary>
[ContractOf("telegram")]
public sealed class TelegramSourceContractTests : SourceContract
{
    protected override Task<SourceRig> StartAsync() => Task.FromResult<SourceRig>(new BotApiRig());
}
