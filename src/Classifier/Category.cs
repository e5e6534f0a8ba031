namespace Ingestion.Classifier;

public enum Category
{
    Other,
    Delivery,
    ProductQuality,
    BillingRefund,
    StaffService,
    TechnicalApp,
    ContractCancellation,
    PrivacyLegal,
}
