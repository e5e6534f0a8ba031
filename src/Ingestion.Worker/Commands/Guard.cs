using System.Data.Common;
using System.Net.Sockets;
using Ingestion.Channels;
using Ingestion.Worker.Acknowledgements;
using Ingestion.Worker.Settings;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Commands;

/// <summary>The outer edge: what no command could handle becomes one line and an exit code, never a stack trace.</summary>
internal static class Guard
{
    public static async Task<int> RunAsync(Terminal terminal, Func<Task<int>> command)
    {
        try
        {
            return await command();
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Interrupted;
        }
        catch (SettingsFaultException wrong)
        {
            return Wrong(terminal, wrong.Faults, "");
        }
        catch (TemplateFaultException wrong)
        {
            return Wrong(terminal, wrong.Faults, "template ");
        }
        catch (Exception fault)
        {
            terminal.Complain(Line(fault));
            return ExitCode.Failed;
        }
    }

    private static int Wrong(Terminal terminal, IReadOnlyList<SettingFault> faults, string kind)
    {
        foreach (var fault in faults)
        {
            terminal.Complain(fault.Key.Length == 0 ? fault.Message : $"{kind}{fault.Key}: {fault.Message}");
        }

        return ExitCode.Settings;
    }

    /// <summary>One line for an operator.</summary>
    public static string Line(Exception fault) => fault switch
    {
        StoreRefusedException or ChannelFaultException => fault.Message,
        IOException { InnerException: { } inner } when inner is Microsoft.AspNetCore.Connections.AddressInUseException => $"Http:Url: {fault.Message}",
        SocketException socket => $"Http:Url: cannot listen there: {socket.Message}",
        DbException database => (StoreFault.IsAway(database) ? "the database does not answer: " : "the database refuses: ") + fault.Message,
        IOException or UnauthorizedAccessException or InvalidDataException => fault.Message,
        _ => $"{fault.GetType().Name}: {fault.Message}",
    };
}
