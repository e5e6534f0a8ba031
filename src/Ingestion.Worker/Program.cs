using System.Globalization;
using Ingestion.Worker.Commands;

// Whatever the machine's language: logs, settings and stored texts read the same. Customers' languages are chosen message by message.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
return await CommandLine.InvokeAsync(args, Terminal.OfProcess());
